"""Out of office, mail tips, delegates and inbox rules."""
from datetime import timedelta

from exchangelib import EWSDateTime, Message, OofSettings
from exchangelib.properties import Actions, Conditions, MoveToFolder, Rule
from exchangelib.folders import FolderId

from board import refused, same, step
from lab import UTC, lab


def reset():
    lab.dora.oof_settings = OofSettings(state=OofSettings.DISABLED)


@step("out of office: read")
def _():
    same(lab.dora.oof_settings.state, OofSettings.DISABLED)


@step("out of office: enable")
def _():
    lab.dora.oof_settings = OofSettings(
        state=OofSettings.ENABLED, external_audience="Known", internal_reply="I am away.", external_reply="Away."
    )
    found = lab.dora.oof_settings
    same((found.state, found.external_audience), (OofSettings.ENABLED, "Known"))
    same(("I am away." in found.internal_reply, "Away." in found.external_reply), (True, True))
    reset()


@step("out of office: scheduled")
def _():
    start = EWSDateTime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    lab.dora.oof_settings = OofSettings(
        state=OofSettings.SCHEDULED, start=start, end=start + timedelta(days=2), internal_reply="x", external_reply="y"
    )
    found = lab.dora.oof_settings
    same((found.state, found.start, found.end), (OofSettings.SCHEDULED, start, start + timedelta(days=2)))
    reset()


@step("out of office: the sender gets the reply")
def _():
    lab.dora.oof_settings = OofSettings(state=OofSettings.ENABLED, internal_reply="I am on holiday.", external_reply="y")
    Message(account=lab.bert, subject="Are you there?", body="x", to_recipients=["dora@contoso.com"]).send()
    found = [one for one in lab.bert.inbox.all() if "holiday" in (one.text_body or "")]
    reset()
    same(len(found), 1)


@step("out of office: disable")
def _():
    lab.dora.oof_settings = OofSettings(state=OofSettings.ENABLED, internal_reply="x", external_reply="y")
    reset()
    same(lab.dora.oof_settings.state, OofSettings.DISABLED)


@step("out of office: of another person is refused")
def _():
    from exchangelib import DELEGATE, Account
    from lab import configuration

    config = configuration("anna@contoso.com")
    other = Account("bert@contoso.com", config=config, autodiscover=False, access_type=DELEGATE)
    error = refused(Exception, lambda: other.oof_settings)
    same(type(error).__name__, "ErrorAccessDenied")


@step("mail tips")
def _():
    tips = lab.anna.mail_tips
    same(tips.recipient_address.email_address, "anna@contoso.com")


@step("delegates: none")
def _():
    same(lab.anna.delegates, [])


def rule(name):
    actions = Actions(move_to_folder=MoveToFolder(folder_id=FolderId(id=lab.bert.trash.id)))
    return Rule(
        account=lab.bert,
        display_name=name,
        priority=1,
        is_enabled=True,
        conditions=Conditions(contains_subject_strings=[name]),
        actions=actions,
    )


def seen(name):
    """What the rules of this name look for, and where they move to."""
    return [
        (one.display_name, one.is_enabled, one.priority, one.conditions.contains_subject_strings, one.actions.move_to_folder.folder_id.id)
        for one in lab.bert.rules
        if one.display_name == name
    ]


@step("inbox rules: none")
def _():
    same(lab.bert.rules, [])


@step("inbox rules: create and list")
def _():
    lab.bert.create_rule(rule("Listed"))
    same(seen("Listed"), [("Listed", True, 1, ["Listed"], lab.bert.trash.id)])


@step("inbox rules: change")
def _():
    one = rule("To change")
    one.save()
    one.display_name = "Changed"
    one.save()
    same((seen("Changed"), seen("To change")), ([("Changed", True, 1, ["To change"], lab.bert.trash.id)], []))


@step("inbox rules: delete")
def _():
    one = rule("To delete")
    one.save()
    same(len(seen("To delete")), 1)
    one.delete()
    same(seen("To delete"), [])


@step("inbox rules: a message is moved")
def _():
    rule("Moves").save()
    Message(account=lab.anna, subject="Moves it", body="x", to_recipients=["bert@contoso.com"]).send()
    same(lab.bert.trash.filter(subject="Moves it").exists(), True)
