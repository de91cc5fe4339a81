package org.s2slab.lync.oauth;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.identity.Guid;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerRegistry;

/**
 * Get- and Set-CsOAuthConfiguration, and the cmdlets that would remove OAuth, which are always refused.
 *
 * @param isOnline whether this is an online service, whose realm is always its tenant
 */
public record OAuthConfigurationCmdlets(
        OAuthConfigurationStore store, PartnerRegistry partners, ConfigurationEpoch epoch, boolean isOnline) {

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet(
                        "Get-CsOAuthConfiguration", parameters -> Future.succeededFuture(CmdletOutput.of(write()))),
                CMDLETS.cmdlet("Set-CsOAuthConfiguration", this::set),
                never("New-CsOAuthConfiguration", "created"),
                never("Remove-CsOAuthConfiguration", "removed"),
                never("Disable-CsOAuthConfiguration", "disabled"));
    }

    /** A cmdlet that always refuses. */
    private static Cmdlet never(String name, String what) {
        return CMDLETS.cmdlet(
                name,
                parameters -> Future.failedFuture(new Refusal(
                        RefusalCode.METHOD_NOT_ALLOWED,
                        "OAuth cannot be " + what
                                + ": Lync Server has one global OAuth configuration, and OAuth is always"
                                + " on. To be without a partner, remove the partner application"
                                + " (Remove-CsPartnerApplication); Lync works without any.")));
    }

    private Future<CmdletOutput> set(CmdletArguments parameters) {
        OAuthConfiguration old = store.current();
        String realm = parameters.has("Realm")
                ? parameters.optionalText("Realm").map(this::realm).orElse(store.defaultRealm())
                : old.realm();
        String serviceName = parameters.optionalText("ServiceName").orElse(old.serviceName());
        var url = parameters.has("ExchangeAutodiscoverUrl")
                ? parameters
                        .optionalText("ExchangeAutodiscoverUrl")
                        .filter(text -> !text.isEmpty())
                        .map(OAuthConfiguration::autodiscoverUrl)
                : Optional.ofNullable(old.exchangeAutodiscoverUrl());
        var changed = new OAuthConfiguration(realm, serviceName, url.orElse(null), domains(parameters, old));
        if (parameters.whatIf() || changed.equals(old)) {
            return Future.succeededFuture(CmdletOutput.NOTHING);
        }
        return store.put(changed).onSuccess(done -> epoch.advance()).map(CmdletOutput.NOTHING);
    }

    private static @Nullable String domains(CmdletArguments parameters, OAuthConfiguration old) {
        if (!parameters.has("ExchangeAutodiscoverAllowedDomains")) {
            return old.exchangeAutodiscoverAllowedDomains();
        }
        List<String> given = parameters.texts("ExchangeAutodiscoverAllowedDomains");
        return given.isEmpty() ? null : String.join(";", given);
    }

    private String realm(String text) {
        if (isOnline && !text.equals(store.defaultRealm())) {
            throw Refusal.invalid("Cannot bind parameter 'Realm'. The realm of an online service is its tenant, "
                    + store.defaultRealm() + ".");
        }
        if (Guid.isGuid(text) && !text.equals(text.toLowerCase(Locale.ROOT))) {
            throw Refusal.invalid(
                    "Cannot bind parameter 'Realm'. \"" + text + "\" is a GUID in capitals; realms are compared with"
                            + " case, so give it as \"" + text.toLowerCase(Locale.ROOT) + "\".");
        }
        if (text.isBlank() || text.indexOf('@') >= 0 || text.indexOf('/') >= 0 || text.equals("*")) {
            throw Refusal.invalid(
                    "Cannot bind parameter 'Realm'. \"" + text + "\" is not a realm; expected a domain or a GUID.");
        }
        return text;
    }

    private List<String> registered(Predicate<PartnerApplication> which) {
        return partners.all().stream()
                .filter(which)
                .map(PartnerApplication::name)
                .toList();
    }

    private CmdletObject write() {
        OAuthConfiguration now = store.current();
        return CmdletObject.empty()
                .with("Identity", "Global")
                .with("PartnerApplications", registered(partner -> !partner.isAuthorizationServer()))
                .with("OAuthServers", registered(PartnerApplication::isAuthorizationServer))
                .with("Realm", now.realm())
                .with("ServiceName", now.serviceName())
                .with("ClientAuthorizationOAuthServerIdentity", null)
                .with(
                        "ExchangeAutodiscoverUrl",
                        now.exchangeAutodiscoverUrl() == null
                                ? null
                                : now.exchangeAutodiscoverUrl().toString())
                .with("ExchangeAutodiscoverAllowedDomains", now.exchangeAutodiscoverAllowedDomains());
    }
}
