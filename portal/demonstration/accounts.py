"""The accounts that the demonstration brings. They exist only where DEBUG is on."""

PASSWORD = "chaikhana-demo"  # noqa: S105, everybody may know it
ACCOUNTS = {
    "alumna@demo.example": "took part in Almaty 2015",
    "alumnus@demo.example": "took part in another edition",
    "editor@demo.example": "reviews and publishes",
    "organiser@demo.example": "keeps the trainings",
}


def lines() -> list[str]:
    return [f"{email:26} {PASSWORD}   {what}" for email, what in ACCOUNTS.items()]
