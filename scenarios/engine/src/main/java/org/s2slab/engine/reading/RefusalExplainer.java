package org.s2slab.engine.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.ObservedRule;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.engine.reading.RefusalReading.FixLine;
import org.s2slab.identity.PrincipalId;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.TokenEvidence;

/** Creates the explanation of a refusal or a failure: the fault, its cause, and the cmdlets that fix it. */
final class RefusalExplainer {
    private static final String REFUSALS = "refusals";

    private final HopHistory history;
    private final IdentifierNames names;
    private final ObservedHop hop;
    private final Map<String, String> words;
    private final @Nullable String failed;

    RefusalExplainer(HopHistory history, ObservedHop hop, Map<String, String> words, @Nullable String failed) {
        this.history = history;
        this.names = history.names();
        this.hop = hop;
        this.words = new HashMap<>(words);
        this.failed = failed;
    }

    RefusalReading read() {
        ObservedRule refusing = hop.token().refusing();
        Finding finding = hop.detail() instanceof Finding typed ? typed : null;
        String disabled = disabled();
        Optional<RefusalCause> cause = disabled == null ? RefusalCause.of(hop) : Optional.of(RefusalCause.DISABLED);
        boolean isOutside = history.hasSteps()
                && hop.kind() == HopKind.REFUSED
                && hop.token().hash() != null
                && hop.peers().actual() == null;
        String form = HopSentenceSelector.of(hop);
        RefusalReading theirs = hop.kind() == HopKind.FAILED
                ? history.refusal(hop)
                        .map(history::read)
                        .map(HopReading::refusal)
                        .orElse(null)
                : null;
        String said = Optional.ofNullable(failed).orElse(SentenceTexts.orNull(words, REFUSALS, "failed", form));
        if (theirs != null) {
            // The server that refused knows the reason. The caller only knows the response.
            return theirs.of(said == null ? theirs.failed() : said);
        }
        return new RefusalReading(
                hop.rule(),
                said == null ? Objects.requireNonNullElse(hop.detailText(), "No reason was recorded.") : said,
                refusing != null ? refusing.found() : finding == null || failed == null ? null : finding.found(),
                refusing != null ? refusing.expected() : finding == null ? null : finding.expected(),
                cause.map(RefusalCause::why).orElse(null),
                cause.map(RefusalCause::fix).orElse(null),
                isOutside ? List.of() : cause.map(this::fixes).orElse(List.of()),
                isOutside ? SentenceTexts.of(words, REFUSALS, "outside") : null,
                isOutside || cause.isEmpty() ? null : after(cause.get()));
    }

    private @Nullable String after(RefusalCause cause) {
        return SentenceTexts.orNull(
                words,
                REFUSALS,
                cause.isAboutUser() ? "afterUser" : "after",
                hop.kind().name());
    }

    /** The caller's registration at the called server, if an administrator disabled it; otherwise null. */
    private @Nullable String disabled() {
        boolean isUntrusted = hop.detail() instanceof HopDetail.Failure failure
                && failure.cause() == FailureCause.NO_TOKEN_NOT_TRUSTED;
        String application =
                names.find(hop.node()).map(NamedServer::application).orElse("");
        return isUntrusted ? history.disabled(hop, resource(), application).orElse(null) : null;
    }

    private List<FixLine> fixes(RefusalCause cause) {
        FixLine moved = movedAuthorizationServer(cause);
        if (moved != null) {
            return List.of(moved);
        }
        boolean isServer = isClaimedByServer();
        List<FixLine> lines = new ArrayList<>();
        for (FixTemplate template : cause.cures()) {
            boolean isForServers = template.line().contains("AuthServer");
            boolean isChosen = cause == RefusalCause.UNOBTAINABLE
                    ? isMissing(template)
                    : !cause.isAboutIssuer() || isForServers == isServer;
            if (isChosen) {
                place(template).ifPresent(node -> lines.add(new FixLine(node, names.server(node), filled(template))));
            }
        }
        return lines;
    }

    /** Whether a fix for a call without a token adds what the caller lacks: a certificate or a registration. */
    private boolean isMissing(FixTemplate template) {
        if (!(hop.detail() instanceof HopDetail.Failure failure)) {
            return true;
        }
        boolean isCertificate = template.line().contains("humbprint");
        return switch (failure.cause()) {
            case NO_TOKEN_NO_CERTIFICATE, NO_TOKEN_CERTIFICATE_UNFIT -> isCertificate;
            case NO_TOKEN_ISSUED -> false;
            default -> !isCertificate;
        };
    }

    /** The cmdlet that sets the own tenant's authorization server, if the caller uses another tenant's; or null. */
    private @Nullable FixLine movedAuthorizationServer(RefusalCause cause) {
        PrincipalId claimed = IdentifierNames.parsed(words.get("claimedId"));
        NamedServer own = names.authorizationServer().orElse(null);
        NamedServer caller = names.find(hop.peers().actual()).orElse(null);
        if (cause != RefusalCause.ISSUER_UNKNOWN
                || !isClaimedByServer()
                || claimed == null
                || own == null
                || own.realm() == null
                || caller == null
                || claimed.realm().equals(own.realm())) {
            return null;
        }
        String name =
                history.registration(hop, caller.name(), claimed.toString()).orElse("<name>");
        return FixCatalog.authorizationServer(caller.role(), name, metadata(own))
                .map(line -> new FixLine(caller.name(), names.server(caller.name()), line))
                .orElse(null);
    }

    private static String metadata(NamedServer server) {
        return "https://" + server.hosts().get(0) + "/" + server.realm() + "/metadata/json/1";
    }

    /** Whether the fix changes the registration of an authorization server, not of a partner application. */
    private boolean isClaimedByServer() {
        TokenEvidence evidence = hop.token().evidence();
        if (evidence != null && hop.detail() instanceof Finding finding && finding.partner() != null) {
            return finding.partner().equals(evidence.issuer())
                    && !finding.partner().equals(evidence.application());
        }
        return String.valueOf(words.get("claimedId")).startsWith(ProductRole.AUTHORIZATION_SERVER.application() + "@");
    }

    /** The node on which the administrator runs the fix; empty if that node has another product. */
    private Optional<String> place(FixTemplate template) {
        return switch (template.place()) {
            case HERE -> fitting(resource(), template);
            case CALLER -> fitting(caller(), template);
            case AUTHORIZATION_SERVER ->
                names.areKnown()
                        ? names.authorizationServer().map(NamedServer::name)
                        : Optional.of(ProductRole.AUTHORIZATION_SERVER.title());
        };
    }

    /** The server that refused: the called server of a failed call, otherwise the node of the hop. */
    private String resource() {
        return hop.kind() == HopKind.FAILED ? hop.peer() : hop.node();
    }

    private String caller() {
        return hop.kind() == HopKind.FAILED ? hop.node() : hop.peer();
    }

    /** The node, if its product is the template's. For hops from a file, the node's name counts as its role. */
    private Optional<String> fitting(String name, FixTemplate template) {
        boolean fits = names.find(name).map(NamedServer::role).orElse(name).equals(template.role());
        return fits ? Optional.of(names.find(name).map(NamedServer::name).orElse(name)) : Optional.empty();
    }

    private String filled(FixTemplate template) {
        String line = withAddress(template.line(), "the caller's", caller());
        line = withAddress(line, "the partner's", caller());
        line = withAddress(line, "the resource's", resource());
        line = replaced(line, "<the server's AuthMetadata address>", serverMetadata());
        String partner = partner();
        if (line.contains("PartnerApplication") || line.contains("AuthServer")) {
            line = replaced(line, "<name>", quoted(partner));
        }
        PrincipalId application = IdentifierNames.parsed(words.get("clientPrincipal"));
        line = replaced(line, "<the application>@<realm>", application == null ? null : application.toString());
        line = replaced(line, "<the application>", application == null ? null : application.id());
        String account = partner == null
                ? null
                : history.account(hop, hop.node(), partner).orElse(null);
        line = replaced(line, "<account>", quoted(account));
        PrincipalId claimed = IdentifierNames.parsed(words.get("claimedId"));
        line = replaced(line, "<the client>", claimed == null ? null : claimed.id());
        line = replaced(line, "<the realm in the token>", claimed == null ? null : claimed.realm());
        line = replaced(line, "<the resource>", words.get("audienceId"));
        line = replaced(line, "<host>", words.get("audienceHost"));
        return replaced(line, "<user>", hop.user());
    }

    private @Nullable String partner() {
        String disabled = disabled();
        if (disabled != null) {
            return disabled;
        }
        if (hop.detail() instanceof Finding finding && finding.partner() != null) {
            return finding.partner();
        }
        TokenEvidence evidence = hop.token().evidence();
        if (evidence != null && evidence.application() != null) {
            return evidence.application();
        }
        // A removed registration keeps its old name. If the name is unknown, the name of the server is used.
        String client = words.get("clientPrincipal");
        String issuer = evidence == null || client == null ? words.get("claimedId") : client;
        return issuer == null
                ? null
                : history.registration(hop, hop.node(), issuer)
                        .orElse(evidence == null ? null : names.principal(issuer));
    }

    private static @Nullable String quoted(@Nullable String value) {
        return value == null || value.matches("[\\w.-]+") ? value : "'" + value.replace("'", "''") + "'";
    }

    private @Nullable String serverMetadata() {
        PrincipalId claimed = IdentifierNames.parsed(words.get("claimedId"));
        return names.authorizationServer()
                .filter(server -> claimed != null && claimed.realm().equals(server.realm()))
                .map(RefusalExplainer::metadata)
                .orElse(null);
    }

    private String withAddress(String line, String whose, String node) {
        return replaced(
                line,
                "<" + whose + " AuthMetadata address>",
                names.find(node).flatMap(NamedServer::metadata).orElse(null));
    }

    private static String replaced(String line, String place, @Nullable String value) {
        return value == null ? line : line.replace(place, value);
    }
}
