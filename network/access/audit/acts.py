"""All that is written into the audit log. No act of an author under the Chatham House rule is among these."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    SIGNED_IN = "signed_in", _("Signed in")
    SIGN_IN_FAILED = "sign_in_failed", _("Wrong password or code")
    SESSIONS_ENDED = "sessions_ended", _("Devices signed out")
    PASSWORD_CHANGED = "password_changed", _("Password changed")
    ADDRESS_CHANGED = "address_changed", _("Address changed")
    ADDRESS_RESTORED = "address_restored", _("Change of address undone")
    SECOND_STEP_ADDED = "second_step_added", _("Second step added")
    SECOND_STEP_REMOVED = "second_step_removed", _("Second step removed")
    SPARE_CODES_MADE = "spare_codes_made", _("New spare codes")

    INVITED = "invited", _("Invited")
    ACCOUNT_CHANGED = "account_changed", _("Account changed")
    ACCOUNT_CLOSED = "account_closed", _("Account closed")
    ACCOUNT_OPENED = "account_opened", _("Account opened again")
    ACCOUNT_LEFT = "account_left", _("Account closed by its owner")
    LEAVING_UNDONE = "leaving_undone", _("Account opened again by its owner")
    ACCOUNT_ERASED = "account_erased", _("Account erased")
    OWN_DATA_TAKEN = "own_data_taken", _("Own data taken along")
    LINK_SENT = "link_sent", _("Link to sign in sent")
    WAIT_LIFTED = "wait_lifted", _("Wait lifted")
    SECOND_STEP_REPLACED = "second_step_replaced", _("Lost second step removed")
    ROLES_CHANGED = "roles_changed", _("Roles changed")
    RIGHTS_CHANGED = "rights_changed", _("Rights of a group changed")
    JOINED = "joined", _("Added to a room or a training")
    LEFT = "left", _("Taken out of a room or a training")

    PUBLISHED = "published", _("Text published")
    CORRECTED = "corrected", _("Corrections published")
    RETURNED = "returned", _("Text sent back to its author")
    TAKEN_OFF = "taken_off", _("Text taken off the site")
    WITHDRAWN = "withdrawn", _("Text withdrawn by its author")
    COLLECTION_PUBLISHED = "collection_published", _("Collection published")
    COLLECTION_TAKEN_OFF = "collection_taken_off", _("Collection taken off the site")
    HOME_PUBLISHED = "home_published", _("Home page published")
    TAG_CHANGED = "tag_changed", _("Tag changed")
    TAGS_MERGED = "tags_merged", _("Tags merged")
    MERGE_UNDONE = "merge_undone", _("Merge of tags undone")

    MESSAGE_MODERATED = "message_moderated", _("Message moderated")
    MODERATION_LIFTED = "moderation_lifted", _("Moderation taken back")

    DELETED = "deleted", _("Deleted")
    EXPORTED = "exported", _("Exported")
    SETTINGS_CHANGED = "settings_changed", _("Settings changed")
    KEYS_CHANGED = "keys_changed", _("Keys changed")


# What somebody does with his own account. The day alone is written: who knows to the minute when each was there, and when
# something was said under the Chatham House rule, knows who said it.
BY_DAY = frozenset(
    {
        Act.SIGNED_IN,
        Act.SIGN_IN_FAILED,
        Act.SESSIONS_ENDED,
        Act.PASSWORD_CHANGED,
        Act.ADDRESS_CHANGED,
        Act.ADDRESS_RESTORED,
        Act.SECOND_STEP_ADDED,
        Act.SECOND_STEP_REMOVED,
        Act.SPARE_CODES_MADE,
        Act.ACCOUNT_LEFT,
        Act.LEAVING_UNDONE,
        Act.ACCOUNT_ERASED,
        Act.OWN_DATA_TAKEN,
        Act.WITHDRAWN,
    }
)
