package org.s2slab.lync.contacts;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.ews.EwsClient;
import org.s2slab.lync.archiving.MailboxItemCodec;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.lync.users.UserLookup;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/** Test-CsUnifiedContactStore and Test-CsExStorageConnectivity, which test whether Lync can reach a user's mailbox. */
public final class StorageTestCmdlets {
    private static final String NO_CONTACTS =
            "No contacts were received for the user. Verify that contacts exist for the user.";

    /** The product's names of the folders that can be tested, and their distinguished ids in EWS. */
    private static final Map<String, String> FOLDERS = Map.of(
            "ConversationHistory", "conversationhistory", "Inbox", "inbox", "Dumpster", "recoverableitemspurges");

    private final UserLookup users;
    private final UcsStore ucs;
    private final EwsClient exchange;
    private final ExchangeContactList lists;
    private final Map<String, String> passwords;
    private final StorageTestSupport test;
    private final Clock clock;

    /**
     * @param passwords the passwords of the user directory, by user principal name in lower case
     * @param pool the pool of all users
     */
    public StorageTestCmdlets(
            UserLookup users,
            UcsStore ucs,
            EwsClient exchange,
            ExchangeContactList lists,
            Map<String, String> passwords,
            String pool,
            Clock clock) {
        this.users = users;
        this.ucs = ucs;
        this.exchange = exchange;
        this.lists = lists;
        this.passwords = Map.copyOf(passwords);
        this.test = new StorageTestSupport(pool, clock);
        this.clock = clock;
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Test-CsUnifiedContactStore", this::testContacts),
                CMDLETS.cmdlet("Test-CsExStorageConnectivity", this::testStorage));
    }

    private Future<CmdletOutput> testContacts(CmdletArguments parameters) {
        test.checkPool("TargetFqdn", parameters.text("TargetFqdn"));
        Instant begin = clock.instant();
        return users.oneEnabled(parameters.text("UserSipAddress"))
                .compose(user -> {
                    parameters.optionalText("UserCredential").ifPresent(given -> checkCredential(user, given));
                    return ucs.of(user.id())
                            .compose(state -> state.inExchange()
                                    ? contacts(user, parameters.context())
                                    : Future.failedFuture(Refusal.notFound("Lync holds the contact list of "
                                            + user.upn() + ": it was not moved to Exchange")));
                })
                .map(count -> count == 0
                        ? test.report(begin, NO_CONTACTS, "Exchange answered with an empty list")
                        : test.report(begin, null, null))
                .recover(test.reporting(
                        begin,
                        refusal -> refusal.code() == RefusalCode.NOT_FOUND
                                ? NO_CONTACTS
                                : "The contacts of the user could not be read."));
    }

    private Future<Integer> contacts(LyncUser user, CallContext context) {
        return lists.list(context.forUser(user.identifiers()))
                .map(list -> list.personas().size());
    }

    private void checkCredential(LyncUser user, String given) {
        int colon = given.indexOf(':');
        boolean right = colon > 0
                && given.substring(0, colon).equalsIgnoreCase(user.upn())
                && given.substring(colon + 1).equals(passwords.get(user.id()));
        if (!right) {
            throw new Refusal(
                    RefusalCode.CREDENTIAL_WRONG,
                    "UserCredential: wrong for " + user.upn() + " (expected user@domain:password)");
        }
    }

    private Future<CmdletOutput> testStorage(CmdletArguments parameters) {
        test.checkService(parameters);
        return users.oneEnabled(parameters.text("SipUri")).compose(user -> {
            CallContext context = parameters.context().forUser(user.identifiers());
            Future<URI> url =
                    parameters.flag("UseCache", false) ? exchange.ewsUrl(context) : exchange.findAgain(context);
            return url.recover(failure -> failed("GetUserSettings", user, failure))
                    .compose(found -> open(parameters, user, found, context));
        });
    }

    private Future<CmdletOutput> open(CmdletArguments parameters, LyncUser user, URI url, CallContext context) {
        Optional<String> folder = parameters.optionalText("Folder");
        return folder.map(name -> write(name, parameters.flag("DeleteItem", false), user, context))
                .orElseGet(() -> lists.list(context)
                        .map(List.of("GetImItemList"))
                        .recover(failure -> failed("GetImItemList", user, failure)))
                .map(steps -> CmdletOutput.of(CmdletObject.empty()
                        .with("Result", "Test Passed.")
                        .with("SipUri", "sip:" + user.sip())
                        .with("EwsUrl", url.toString())
                        .with(
                                "Checked",
                                Stream.concat(Stream.of("GetUserSettings"), steps.stream())
                                        .toList())));
    }

    /** Creates a test item like the storage service's transcripts; returns the steps that passed. */
    private Future<List<String>> write(String name, boolean delete, LyncUser user, CallContext context) {
        String folder = FOLDERS.getOrDefault(name, name);
        String create = "CreateItem(" + folder + ")";
        var message = test.item(user, "Test-CsExStorageConnectivity", context);
        return exchange.perform(MailboxItemCodec.create(folder, List.of(message)), context)
                .map(MailboxItemCodec::created)
                .recover(failure -> failed(create, user, failure))
                .compose(item -> delete
                        ? exchange.perform(MailboxItemCodec.delete(item), context)
                                .recover(failure -> failed("DeleteItem", user, failure))
                                .map(List.of(create, "DeleteItem"))
                        : Future.succeededFuture(List.of(create)));
    }

    private static <T> Future<T> failed(String step, LyncUser user, Throwable failure) {
        RefusalCode code = failure instanceof Refusal refusal ? refusal.code() : RefusalCode.UNAVAILABLE;
        return Future.failedFuture(new Refusal(
                        code,
                        "Test-CsExStorageConnectivity: " + step + " failed, smtpAddress="
                                + (user.smtp().isEmpty()
                                        ? "<NULL>"
                                        : user.smtp().get(0)) + ", reason="
                                + ContactMigration.reason(failure))
                .because(failure));
    }
}
