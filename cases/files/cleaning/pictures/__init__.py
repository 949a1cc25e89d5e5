"""Pictures without their marks, their pixels as they were: segments are cut out, nothing is encoded anew."""
