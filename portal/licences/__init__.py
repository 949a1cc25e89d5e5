"""What the site is made of besides itself, and under which licences: read off the packages that requirements.txt pins."""
