"""The application of the tenant that application.yaml registers."""
import os

ID = "5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713"
AUTHORITY = f"https://login.microsoftonline.com/{ID}"
CLIENT = "3b1f0c5e-6f0e-4b6d-9d61-0a3c8f2f7b11"
SECRET = "board-secret-of-42-letters-and-digits-00001"
SCOPE = "https://outlook.office365.com/.default"


def text(variable):
    with open(os.environ[variable], encoding="ascii") as file:
        return file.read()
