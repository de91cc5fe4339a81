package org.s2slab.exchange.trust;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.organization.AcceptedDomain;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.exchange.organization.ExchangeOrganization;
import org.s2slab.identity.PrincipalId;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trust.AuthMetadata;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerGrants;
import org.s2slab.trust.PartnerRegistry;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/** Creates partner applications from a metadata URL or from an application id. */
public record PartnerApplicationFactory(
        PartnerRegistry partners, MailboxDirectory accounts, ExchangeOrganization organisation, Clock clock) {
    /** Reads a partner's metadata document; fails with the product's message if it is unavailable or invalid. */
    Future<AuthMetadata> document(URI url, CallContext context) {
        return partners.read(url, context).recover(failure -> Future.failedFuture(unreadable(url, failure)));
    }

    /** Creates a partner application from a metadata document. */
    PartnerApplication fromDocument(String name, URI url, AuthMetadata document, @Nullable String linkedAccount) {
        return new PartnerApplication(
                name,
                document.serviceName(),
                document.realm(),
                url,
                document.signingCertificates(),
                Switches.of(PartnerTrait.ENABLED),
                TrustLevel.FULL,
                linkedAccount,
                PartnerGrants.NONE,
                now());
    }

    /** Creates a partner application whose tokens come from an authorization server. */
    public PartnerApplication byAuthServer(
            String name,
            String applicationId,
            @Nullable String realm,
            @Nullable String linkedAccount,
            PartnerGrants grants,
            boolean enabled) {
        return PartnerApplication.byAuthorizationServer(
                name, applicationId, realm, enabled, linkedAccount, grants, now());
    }

    /** The full name of a linked account; fails if the account does not exist. */
    String linkedAccount(String identity) {
        String name = identity.substring(identity.lastIndexOf('/') + 1);
        Optional<Mailbox> account = accounts.identified(name).stream().findFirst();
        return fullName(
                account.orElseThrow(() -> ExchangeCmdlets.notFound(identity)).name());
    }

    /** The full name of an account as in the product, {@code contoso.com/Users/Name}. */
    public String fullName(String accountName) {
        return organisation.domains().stream()
                        .findFirst()
                        .map(AcceptedDomain::root)
                        .orElse("")
                + "/Users/" + accountName;
    }

    /** The registration of a calling application. A registration with a linked account takes precedence. */
    public static Optional<PartnerApplication> of(PartnerRegistry partners, PrincipalId application) {
        return partners.all().stream()
                .filter(partner -> partner.applicationId().equals(application.id()))
                .filter(partner -> partner.realm() == null || partner.realm().equals(application.realm()))
                .max(Comparator.comparing(partner -> partner.linkedAccount() != null));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static Refusal unreadable(URI url, Throwable failure) {
        String reason = failure instanceof Refusal refusal ? refusal.detail() : failure.toString();
        return new Refusal(
                        RefusalCode.METADATA_UNUSABLE,
                        failure instanceof Refusal refusal ? refusal.rule() : null,
                        "Cannot acquire auth metadata document from '" + url + "'. Error: " + reason)
                .because(failure);
    }
}
