package org.s2slab.lync.contacts;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.s2slab.ews.EwsClient;
import org.s2slab.ews.EwsItemId;
import org.s2slab.lync.archiving.MailboxItemCodec;
import org.s2slab.lync.contacts.MailboxNotificationClient.Subscription;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.lync.users.UserLookup;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletOutput;
import org.s2slab.node.NodeTimers;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/**
 * Test-CsExStorageNotification: subscribes to a user's mailbox, creates an item, waits for its event, and deletes the
 * item. Success and failure are both normal output, as on the product's page about testing these notifications.
 */
public final class StorageNotificationCmdlet {
    private static final String NAME = "Test-CsExStorageNotification";
    private static final String FOLDER = "conversationhistory";

    /** Maximum number of requests for the event; together with the pauses, ten seconds. */
    private static final int QUESTIONS = 20;

    /** Pause between two requests, in real time. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final NodeTimers timers;
    private final UserLookup users;
    private final EwsClient exchange;
    private final MailboxNotificationClient notifications;
    private final StorageTestSupport test;

    /** @param pool the pool of all users */
    public StorageNotificationCmdlet(
            NodeTimers timers, UserLookup users, EwsClient exchange, String pool, Clock clock) {
        this.timers = timers;
        this.users = users;
        this.exchange = exchange;
        this.notifications = new MailboxNotificationClient(exchange);
        this.test = new StorageTestSupport(pool, clock);
    }

    public Cmdlet cmdlet() {
        return CMDLETS.cmdlet(NAME, this::run);
    }

    private Future<CmdletOutput> run(CmdletArguments parameters) {
        test.checkService(parameters);
        Instant begin = test.clock().instant();
        return users.oneEnabled(parameters.text("SipUri")).compose(user -> {
            CallContext context = parameters.context().forUser(user.identifiers());
            return step("GetUserSettings", exchange.findAgain(context))
                    .compose(found -> step("Subscribe", notifications.subscribe(FOLDER, context)))
                    .compose(subscribed -> subscribed(user, subscribed, parameters.flag("DeleteItem", false), context))
                    .map(test.report(begin, null, null))
                    .recover(test.reporting(
                            begin,
                            failure -> "Exchange did not tell Lync of a new item in the mailbox of sip:" + user.sip()
                                    + "."));
        });
    }

    /** Continues with a subscription, and ends it after success and failure alike. */
    private Future<Void> subscribed(LyncUser user, Subscription subscribed, boolean deletes, CallContext context) {
        var message = MailboxItemCodec.create(FOLDER, List.of(test.item(user, NAME, context)));
        return step(
                        "CreateItem(" + FOLDER + ")",
                        exchange.perform(message, context).map(MailboxItemCodec::created))
                .compose(item -> told(subscribed, item, QUESTIONS, context)
                        .eventually(() -> deletes
                                ? step("DeleteItem", exchange.perform(MailboxItemCodec.delete(item), context))
                                : Future.succeededFuture()))
                .eventually(() -> step("Unsubscribe", notifications.unsubscribe(subscribed, context)));
    }

    private Future<Void> told(Subscription subscribed, EwsItemId item, int left, CallContext context) {
        return step("GetEvents", notifications.fetch(subscribed, context)).compose(news -> {
            if (news.created().contains(item.id())) {
                return Future.succeededFuture();
            }
            return left > 1
                    ? timers.pause(PAUSE).compose(later -> told(news.next(), item, left - 1, context))
                    : Future.failedFuture(Refusal.unavailable(
                            "GetEvents failed, reason=the item was created, but no CreatedEvent for it has come"));
        });
    }

    private static <T> Future<T> step(String name, Future<T> attempt) {
        return attempt.recover(failure -> Future.failedFuture(new Refusal(
                        failure instanceof Refusal refusal ? refusal.code() : RefusalCode.UNAVAILABLE,
                        name + " failed, reason=" + ContactMigration.reason(failure))
                .because(failure)));
    }
}
