"""Synchronisation, subscriptions and notifications."""
from exchangelib import Folder, Message
from exchangelib.properties import CopiedEvent, CreatedEvent, DeletedEvent, ModifiedEvent, MovedEvent, NewMailEvent, StatusEvent

from board import add, same, step
from lab import lab


def folder(name):
    return Folder(parent=lab.carla.inbox, name=name).save()


def message(place, subject, **more):
    return Message(account=lab.carla, folder=place, subject=subject, **more).save()


def changes(place):
    return [(kind, getattr(one, "id", one)) for kind, one in place.sync_items()]


@step("synchronise: the folders")
def _():
    list(lab.carla.msg_folder_root.sync_hierarchy())
    made = folder("Synchronised")
    same([(kind, one.name) for kind, one in lab.carla.msg_folder_root.sync_hierarchy() if kind == "create"], [("create", "Synchronised")])
    made.name = "Renamed"
    made.save()
    same([kind for kind, one in lab.carla.msg_folder_root.sync_hierarchy() if getattr(one, "name", "") == "Renamed"], ["update"])
    made.delete()
    same(["delete" in [kind for kind, _ in lab.carla.msg_folder_root.sync_hierarchy()]], [True])


@step("synchronise: items that are there")
def _():
    place = folder("Sync all")
    item = message(place, "There")
    same(changes(place), [("create", item.id)])
    same(bool(place.item_sync_state), True)
    same(changes(place), [])


@step("synchronise: a new item")
def _():
    place = folder("Sync new")
    same(changes(place), [])
    item = message(place, "New")
    same(changes(place), [("create", item.id)])


@step("synchronise: a changed item")
def _():
    place = folder("Sync changed")
    item = message(place, "Before")
    changes(place)
    item.subject = "After"
    item.save(update_fields=["subject"])
    same(changes(place), [("update", item.id)])


@step("synchronise: the read flag")
def _():
    place = folder("Sync read")
    item = message(place, "Unread", is_read=False)
    changes(place)
    item.is_read = True
    item.save(update_fields=["is_read"])
    same([kind for kind, _ in changes(place)], ["read_flag_change"])


@step("synchronise: a deleted item")
def _():
    place = folder("Sync deleted")
    item = message(place, "Goes")
    old = item.id
    changes(place)
    item.delete()
    same([(kind, one) for kind, one in changes(place)], [("delete", old)])


@step("synchronise: only some fields")
def _():
    place = folder("Sync fields")
    message(place, "Fields", body="Not asked for")
    ((_, found),) = place.sync_items(only_fields=["subject"])
    same((found.subject, found.body), ("Fields", None))


@step("synchronise: items to ignore")
def _():
    place = folder("Sync ignored")
    one, other = message(place, "Ignored"), message(place, "Told")
    same([found.id for _, found in place.sync_items(ignore=[one])], [other.id])


@step("synchronise: in pages")
def _():
    place = folder("Sync pages")
    place.bulk_create([Message(subject=str(number)) for number in range(25)])
    same(len(list(place.sync_items(max_changes_returned=10))), 25)


@step("synchronise: the calendar and the contacts")
def _():
    list(lab.carla.calendar.sync_items())
    list(lab.carla.contacts.sync_items())
    same((bool(lab.carla.calendar.item_sync_state), bool(lab.carla.contacts.item_sync_state)), (True, True))


def events(place, subscription, watermark):
    found = []
    for notification in place.get_events(subscription, watermark):
        found.extend(notification.events)
    return found


@step("pull: subscribe and unsubscribe")
def _():
    place = folder("Pull")
    subscription, watermark = place.subscribe_to_pull()
    same(bool(subscription and watermark), True)
    place.unsubscribe(subscription)


@step("pull: of the whole mailbox")
def _():
    with lab.carla.pull_subscription() as (subscription, watermark):
        message(lab.carla.inbox, "Anywhere")
        found = events(lab.carla.inbox, subscription, watermark)
    same(any(isinstance(one, CreatedEvent) for one in found), True)


@step("pull: nothing happened")
def _():
    place = folder("Pull nothing")
    with place.pull_subscription() as (subscription, watermark):
        same([type(one) for one in events(place, subscription, watermark)], [StatusEvent])


def pulled(name, act, expected):
    def run():
        place, target = folder(f"Pull {name}"), folder(f"Target of {name}")
        item = message(place, name)
        with place.pull_subscription() as (subscription, watermark):
            act(place, target, item)
            same(expected in {type(one) for one in events(place, subscription, watermark)}, True)

    return run


def changed(place, target, item):
    item.subject = "Changed"
    item.save(update_fields=["subject"])


add("pull: an item is created", pulled("created", lambda place, target, item: message(place, "New"), CreatedEvent))
add("pull: an item is changed", pulled("changed", changed, ModifiedEvent))
add("pull: an item is deleted", pulled("deleted", lambda place, target, item: item.delete(), DeletedEvent))
add("pull: an item is moved", pulled("moved", lambda place, target, item: item.move(target), MovedEvent))


@step("pull: an item is copied")
def _():
    place, target = folder("Pull copied"), folder("Target copied")
    item = message(place, "Copied")
    with target.pull_subscription() as (subscription, watermark):
        item.copy(target)
        same({type(one) for one in events(target, subscription, watermark)} & {CopiedEvent, CreatedEvent} != set(), True)


@step("pull: new mail")
def _():
    with lab.carla.inbox.pull_subscription() as (subscription, watermark):
        Message(account=lab.bert, subject="New mail", body="x", to_recipients=["carla@contoso.com"]).send()
        same(NewMailEvent in {type(one) for one in events(lab.carla.inbox, subscription, watermark)}, True)


@step("pull: from a watermark")
def _():
    place = folder("Watermark")
    subscription, watermark = place.subscribe_to_pull()
    message(place, "First")
    found = events(place, subscription, watermark)
    again, later = place.subscribe_to_pull(watermark=found[-1].watermark)
    same(bool(again and later), True)
    place.unsubscribe(subscription)
    place.unsubscribe(again)


@step("pull: only some kinds of events")
def _():
    place = folder("Only deleted")
    with place.pull_subscription(event_types=["DeletedEvent"]) as (subscription, watermark):
        message(place, "Not told").delete()
        same({type(one) for one in events(place, subscription, watermark)}, {DeletedEvent})


@step("streaming: subscribe and unsubscribe")
def _():
    place = folder("Streaming")
    subscription = place.subscribe_to_streaming()
    same(bool(subscription), True)
    place.unsubscribe(subscription)


@step("streaming: an event arrives")
def _():
    place = folder("Streamed")
    with place.streaming_subscription() as subscription:
        message(place, "Streamed")
        found = next(iter(place.get_streaming_events(subscription, connection_timeout=1, max_notifications_returned=1)))
        same(CreatedEvent in {type(one) for one in found.events}, True)


@step("streaming: of the whole mailbox")
def _():
    with lab.carla.streaming_subscription() as subscription:
        message(lab.carla.inbox, "Streamed anywhere")
        found = next(iter(lab.carla.inbox.get_streaming_events(subscription, connection_timeout=1, max_notifications_returned=1)))
        same(len(found.events) > 0, True)


@step("streaming: two subscriptions on one connection")
def _():
    one, other = folder("Stream one"), folder("Stream other")
    with one.streaming_subscription() as first, other.streaming_subscription() as second:
        message(other, "Told")
        found = next(iter(one.get_streaming_events([first, second], connection_timeout=1, max_notifications_returned=1)))
        same(found.subscription_id, second)


@step("push: subscribe and get the notification")
def _():
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    from exchangelib.services import SendNotification

    received = []
    place = folder("Push")

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.extend(SendNotification(protocol=None).parse(body))
            self.send_response(200)
            answer = SendNotification(protocol=None).ok_payload()
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with place.push_subscription(callback_url=f"http://127.0.0.1:{server.server_port}/") as (subscription, watermark):
        same(bool(subscription and watermark), True)
        message(place, "Pushed")
        for _ in range(200):
            if received:
                break
            threading.Event().wait(0.1)
    server.shutdown()
    same(len(received) > 0, True)
