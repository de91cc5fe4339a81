"""zeep, with the services.wsdl of the deployment alone: a client for every operation of the description."""
import os
import re
from base64 import b64encode
from datetime import datetime
from itertools import groupby

import zeep
from lxml import etree
from requests import Session
from zeep import Client, Plugin, Transport
from zeep.cache import InMemoryCache
from zeep.exceptions import Fault
from zeep.helpers import serialize_object
from zeep.settings import Settings

import board
from board import add, same, sent, step

EXCHANGE = os.environ["LAB_EXCHANGE"]
HEADERS = {"RequestVersion": {"Version": "Exchange2013_SP1"}}


class Recorder(Plugin):
    def egress(self, envelope, headers, operation, binding_options):
        sent(operation.name)
        return envelope, headers


class Lab:
    """Made when first used, so that a failure is that of a step."""

    def __getattr__(self, name):
        self.session = Session()
        self.sign_in("anna")
        self.client = Client(
            f"{EXCHANGE}/ews/services.wsdl",
            transport=Transport(session=self.session, cache=InMemoryCache()),
            plugins=[Recorder()],
            settings=Settings(xml_huge_tree=True),
        )
        self.service = self.client.create_service(next(iter(self.client.wsdl.bindings)), f"{EXCHANGE}/EWS/Exchange.asmx")
        return getattr(self, name)

    def sign_in(self, name):
        self.session.auth = (f"{name}@contoso.com", os.environ["LAB_PASSWORD"])


lab = Lab()


def call(operation, **arguments):
    return getattr(lab.service, operation)(_soapheaders=HEADERS, **arguments)


def body(answer):
    return getattr(answer, "body", answer)


def message(answer, operation):
    """The one response message, which has to be a success."""
    messages = body(answer).ResponseMessages
    (found,) = [one for _, one in _parts(messages)]
    same((found.ResponseClass, found.ResponseCode), ("Success", "NoError"))
    return found


def _parts(messages):
    for part in messages._value_1:
        yield from part.items() if isinstance(part, dict) else [(None, part)]


def folder(name):
    return {"_value_1": [{"DistinguishedFolderId": {"Id": name}}]}


def target(name):
    return {"DistinguishedFolderId": {"Id": name}}


KEPT = {}


def named(text):
    """The text with what earlier answers gave."""
    return re.sub(r"{(\w+)\.?(\w*)}", lambda name: KEPT[name[1]][name[2]], text)


def filled(request):
    """The request of the table, as zeep itself reads it."""
    node = etree.fromstring(named(etree.tostring(request, with_tail=False).decode()))
    return lab.client.get_element(node.tag).parse(node, lab.client.wsdl.types)


def members(value):
    """All elements and attributes of an answer, at any depth."""
    for name, one in value.items() if isinstance(value, dict) else []:
        for each in one if isinstance(one, list) else [one]:
            yield name, each
            yield from members(each)


def text(value):
    value = value.get("_value_1") if isinstance(value, dict) else value
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return str(value).lower() if isinstance(value, bool) else b64encode(value).decode() if isinstance(value, bytes) else str(value)


def listed(row, attribute):
    """The names and values of an attribute of the table."""
    return [named(one).partition(" ")[::2] for one in row.get(attribute, "").split("; ") if one]


def answer_to(row):
    operation = etree.QName(row[0]).localname.removesuffix("Request")
    request = filled(row[0])
    lab.sign_in(row.get("as", "anna"))
    try:
        answer = call(operation, **{name: request[name] for name in request})
        return list(members({"": serialize_object(body(answer), dict)}))
    except Fault as fault:
        return [("ResponseCode", fault.detail.findtext(".//{*}ResponseCode"))]
    finally:
        lab.sign_in("anna")


def described(rows):
    def run():
        for row in rows:
            found = answer_to(row)
            same({one for name, one in found if name == "ResponseCode"}, {row.get("code", "NoError")})
            for name, value in listed(row, "reads"):
                same((name, value in [text(one) for key, one in found if key == name]), (name, True))
            for name, value in listed(row, "lacks"):
                same([text(one) for key, one in found if key == name and one is not None and value in ("", text(one))], [])
            for name, key in [one.split(" ") for one in row.get("keeps", "").split(", ") if one]:
                one = next(one for kind, one in found if kind == name and one is not None)
                KEPT[key] = {**(one if isinstance(one, dict) else {}), "": text(one)}

    return run


@step("the description is read")
def _():
    same(len(lab.client.wsdl.bindings) > 0, True)


for name, rows in groupby(etree.parse("operations.xml").getroot().iterchildren("call"), lambda row: row.get("step")):
    add(f"operation {name}", described(list(rows)))


@step("a type of the description is made")
def _():
    kind = lab.client.get_type("{http://schemas.microsoft.com/exchange/services/2006/types}EmailAddressType")
    same(kind(EmailAddress="anna@contoso.com").EmailAddress, "anna@contoso.com")


@step("GetFolder")
def _():
    found = message(call("GetFolder", FolderShape={"BaseShape": "Default"}, FolderIds=folder("inbox")), "GetFolder")
    same("Inbox" in str(found.Folders), True)


@step("FindFolder")
def _():
    answer = call("FindFolder", Traversal="Deep", FolderShape={"BaseShape": "Default"}, ParentFolderIds=folder("msgfolderroot"))
    same("Calendar" in str(message(answer, "FindFolder")), True)


def create(subject, disposition="SaveOnly", content="Text"):
    item = {"Message": {"Subject": subject, "Body": {"BodyType": "Text", "_value_1": content}, "ToRecipients": {"_value_1": [{"Mailbox": {"EmailAddress": "bert@contoso.com"}}]}}}
    answer = call("CreateItem", MessageDisposition=disposition, SavedItemFolderId=target("drafts"), Items={"_value_1": [item]})
    return message(answer, "CreateItem")


@step("CreateItem")
def _():
    same("ItemId" in str(create("By zeep")), True)


@step("CreateItem: send")
def _():
    create("Sent by zeep", "SendAndSaveCopy")
    lab.sign_in("bert")
    try:
        answer = call("FindItem", Traversal="Shallow", ItemShape={"BaseShape": "Default"}, ParentFolderIds=folder("inbox"))
    finally:
        lab.sign_in("anna")
    same("Sent by zeep" in str(message(answer, "FindItem")), True)


@step("a body of 300,000 characters")
def _():
    content = "0123456789" * 30_000
    made = list(members({"": serialize_object(create("Large by zeep", content=content), dict)}))
    one = next(value for name, value in made if name == "ItemId")
    ids = {"_value_1": [{"ItemId": {"Id": one["Id"]}}]}
    read = serialize_object(message(call("GetItem", ItemShape={"BaseShape": "AllProperties"}, ItemIds=ids), "GetItem"), dict)
    same(content in [text(value) for name, value in members({"": read}) if name == "Body"], True)


@step("FindItem")
def _():
    create("Found by zeep")
    answer = call("FindItem", Traversal="Shallow", ItemShape={"BaseShape": "Default"}, ParentFolderIds=folder("drafts"))
    same("Found by zeep" in str(message(answer, "FindItem")), True)


@step("SyncFolderHierarchy")
def _():
    answer = call("SyncFolderHierarchy", FolderShape={"BaseShape": "IdOnly"}, SyncFolderId=target("msgfolderroot"))
    same(bool(message(answer, "SyncFolderHierarchy").SyncState), True)


@step("SyncFolderItems")
def _():
    answer = call("SyncFolderItems", ItemShape={"BaseShape": "IdOnly"}, SyncFolderId=target("drafts"), MaxChangesReturned=100)
    same(bool(message(answer, "SyncFolderItems").SyncState), True)


@step("ResolveNames")
def _():
    answer = call("ResolveNames", ReturnFullContactData=True, UnresolvedEntry="bert")
    same("bert@contoso.com" in str(message(answer, "ResolveNames")), True)


@step("ExpandDL")
def _():
    same("anna@contoso.com" in str(message(call("ExpandDL", Mailbox={"EmailAddress": "sales@contoso.com"}), "ExpandDL")), True)


@step("Subscribe")
def _():
    pull = {"FolderIds": folder("inbox"), "EventTypes": {"_value_1": [{"EventType": "CreatedEvent"}]}, "Timeout": 10}
    same(bool(message(call("Subscribe", PullSubscriptionRequest=pull), "Subscribe").SubscriptionId), True)


@step("GetServerTimeZones")
def _():
    answer = call("GetServerTimeZones", ReturnFullTimeZoneData=True)
    same("Eastern Standard Time" in str(message(answer, "GetServerTimeZones")), True)


@step("GetUserOofSettings")
def _():
    answer = body(call("GetUserOofSettings", Mailbox={"Address": "anna@contoso.com"}))
    same((answer.ResponseMessage.ResponseCode, answer.OofSettings.OofState), ("NoError", "Disabled"))


@step("GetImItemList")
def _():
    same("Otto" in str(body(call("GetImItemList"))), False)


@step("AddImGroup")
def _():
    same(body(call("AddImGroup", DisplayName="By zeep")).ImGroup.DisplayName, "By zeep")
    same("By zeep" in str(body(call("GetImItemList"))), True)


@step("GetRoomLists")
def _():
    same([one.EmailAddress for one in body(call("GetRoomLists")).RoomLists.Address], ["rooms@contoso.com"])


@step("GetInboxRules")
def _():
    answer = body(call("GetInboxRules"))
    (rule,) = answer.InboxRules.Rule
    same((rule.DisplayName, rule.IsEnabled, rule.Priority), ("By the description", True, 1))
    same((rule.Conditions.ContainsSubjectStrings.String, rule.Actions.MarkAsRead, rule.Actions.MoveToFolder), (["urgent"], True, None))


@step("GetDelegate")
def _():
    answer = body(call("GetDelegate", IncludePermissions=True, Mailbox={"EmailAddress": "anna@contoso.com"}))
    same((answer.ResponseCode, answer.DeliverMeetingRequests, answer.ResponseMessages), ("NoError", "DelegatesAndMe", None))


@step("GetPasswordExpirationDate")
def _():
    same(body(call("GetPasswordExpirationDate", MailboxSmtpAddress="anna@contoso.com")).PasswordExpirationDate.year, 9999)


board.run(zeep.__version__)
