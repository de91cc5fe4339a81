package org.s2slab.exchange.organization;

import static org.s2slab.management.CmdletParameter.Type.BOOLEAN;
import static org.s2slab.management.CmdletParameter.Type.STRING;
import static org.s2slab.management.CmdletParameter.choice;
import static org.s2slab.management.CmdletParameter.required;

import io.vertx.core.Future;
import java.util.List;
import java.util.regex.Pattern;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;

/** Get-, New-, Set- and Remove-AcceptedDomain. */
public final class AcceptedDomainCmdlets {
    private static final Pattern DOMAIN = Pattern.compile("(\\*\\.)?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*|\\*");
    private static final List<String> TYPES = List.of(AcceptedDomain.AUTHORITATIVE, "InternalRelay", "ExternalRelay");

    private final ExchangeOrganization organisation;
    private final ObjectCmdlets<AcceptedDomain> domains;

    public AcceptedDomainCmdlets(ExchangeOrganization organisation) {
        this.organisation = organisation;
        this.domains = new ObjectCmdlets<>(
                        ExchangeCmdletErrors.kind(
                                "AcceptedDomain", "accepted domain", "The name or the domain of an accepted domain."),
                        organisation::domains,
                        AcceptedDomain::name,
                        AcceptedDomainCmdlets::object)
                .identifiedBy(AcceptedDomain::isNamed);
    }

    public List<Cmdlet> all() {
        return List.of(
                domains.get(
                        "Shows the domains for which the organisation accepts mail.", ExchangeCmdletErrors.ANY_NAME),
                Cmdlet.changes(
                        "New-AcceptedDomain",
                        "Adds an accepted domain. A domain without a wildcard is also a realm: tokens may be issued for"
                                + " it.",
                        List.of(
                                required("Name", STRING, "The name of the accepted domain."),
                                required("DomainName", STRING, "The domain, or *.contoso.com for all its subdomains."),
                                choice("DomainType", false, TYPES, "The type (default: Authoritative).")),
                        this::create),
                Cmdlet.changes(
                        "Set-AcceptedDomain",
                        "Makes an accepted domain the default domain.",
                        List.of(
                                domains.identity(),
                                required("MakeDefault", BOOLEAN, "$true makes it the default domain.")),
                        this::makeDefault),
                domains.remove(
                        "Removes an accepted domain.", AcceptedDomainCmdlets::checkRemovable, organisation::remove));
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String domain = given.text("DomainName");
        if (!DOMAIN.matcher(domain).matches()) {
            return Future.failedFuture(Refusal.invalid(
                    "DomainName: '" + domain + "' is not a valid SMTP domain, such as contoso.com or *.contoso.com."));
        }
        String name = given.text("Name");
        if (organisation.domains().stream().anyMatch(taken -> taken.isNamed(name) || taken.isNamed(domain))) {
            throw domains.exists(domain);
        }
        String type = given.optionalText("DomainType").orElse(AcceptedDomain.AUTHORITATIVE);
        AcceptedDomain added =
                new AcceptedDomain(name, domain, type, organisation.domains().isEmpty());
        return given.unlessWhatIf(() -> organisation.add(added).map(CmdletOutput.of(object(added))));
    }

    private Future<CmdletOutput> makeDefault(CmdletArguments given) {
        AcceptedDomain domain = domains.existing(given);
        if (!given.flag("MakeDefault", false)) {
            return Future.failedFuture(Refusal.invalid(
                    "MakeDefault: $false is not accepted; make another domain the default one instead."));
        }
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> organisation.makeDefault(domain));
    }

    private static void checkRemovable(AcceptedDomain domain) {
        if (domain.isDefault()) {
            throw Refusal.invalid("Identity: the accepted domain '" + domain.name()
                    + "' is the default domain and can't be removed; make another one the default first.");
        }
    }

    private static CmdletObject object(AcceptedDomain domain) {
        return CmdletObject.empty()
                .with("DomainName", domain.domain())
                .with("DomainType", domain.type())
                .with("Default", domain.isDefault())
                .with("Name", domain.name())
                .with("Identity", domain.name());
    }
}
