package org.s2slab.node;

import static org.s2slab.management.CmdletTable.SERVER;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.PartnerCallStatus;
import org.s2slab.client.PartnerCallStatus.Outcome;
import org.s2slab.client.PartnerClient;
import org.s2slab.identity.Audience;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.token.KeptToken;

/**
 * The lab's own cmdlets Get-LabKeptToken, Clear-LabKeptToken and Get-LabPartnerCall, which show a node's cached tokens
 * and the results of its latest calls to partners. They use data in memory and call no server.
 */
record PartnerStateCmdlets(PartnerClient partners) {
    private static final String USER = "User";
    private static final String HOST = "TargetHost";

    List<Cmdlet> all() {
        return List.of(
                SERVER.cmdlet("Get-LabKeptToken", given -> shown(tokens(given))),
                SERVER.cmdlet("Clear-LabKeptToken", this::clear),
                SERVER.cmdlet(
                        "Get-LabPartnerCall",
                        given -> shown(partners.histories().stream()
                                .map(PartnerStateCmdlets::shown)
                                .toList())));
    }

    private static Future<CmdletOutput> shown(List<CmdletObject> objects) {
        return Future.succeededFuture(CmdletOutput.of(objects));
    }

    private List<CmdletObject> tokens(CmdletArguments given) {
        Predicate<UserIdentifiers> user = given.optionalText(USER)
                .<Predicate<UserIdentifiers>>map(name -> kept -> isNamed(kept, name))
                .orElse(kept -> false);
        return partners.kept(user).stream().map(PartnerStateCmdlets::shown).toList();
    }

    private static boolean isNamed(UserIdentifiers user, String name) {
        return Stream.of(user.upn(), user.smtp(), user.sip(), user.sid()).anyMatch(name::equalsIgnoreCase);
    }

    private static CmdletObject shown(KeptToken token) {
        return CmdletObject.empty()
                .with(HOST, Audience.parse(token.claims().audience()).host())
                .with("Kind", word(token.kind()))
                .with("State", word(token.state()))
                .with("Audience", token.claims().audience())
                .with("Application", token.claims().application())
                .with("Issuer", token.claims().issuer())
                .with(USER, token.claims().user())
                .with("NotBefore", token.notBefore())
                .with("Expires", token.expires())
                .with("CertificateX5t", token.x5t())
                .with("TokenHash", token.tokenHash())
                .with("LastError", token.error());
    }

    /** Converts a name such as NOT_BEGUN to NotBegun. */
    private static String word(Enum<?> value) {
        StringBuilder word = new StringBuilder();
        for (String part : value.name().split("_", -1)) {
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return word.toString();
    }

    private Future<CmdletOutput> clear(CmdletArguments given) {
        if (!given.whatIf()) {
            partners.forget(given.text(HOST));
        }
        return Future.succeededFuture(CmdletOutput.NOTHING);
    }

    private static CmdletObject shown(PartnerCallStatus history) {
        return with(
                "Accepted",
                history.accepted(),
                with(
                        "Failed",
                        history.failed(),
                        CmdletObject.empty()
                                .with("Target", history.target())
                                .with("FailuresSinceAccepted", history.failures())));
    }

    private static CmdletObject with(String which, @Nullable Outcome outcome, CmdletObject object) {
        return object.with("Last" + which, outcome == null ? null : outcome.at())
                .with(which + "Detail", outcome == null ? null : outcome.detail())
                .with(
                        which + "Code",
                        outcome == null || outcome.code() == null
                                ? null
                                : outcome.code().name())
                .with(which + "TokenHash", outcome == null ? null : outcome.tokenHash())
                .with(which + "TraceId", outcome == null ? null : outcome.traceId());
    }
}
