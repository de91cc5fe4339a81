package org.s2slab.exchange.organization;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.regex.Pattern;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;

/** The cmdlets Get-, New-, Set- and Remove-AcceptedDomain. */
public record AcceptedDomainCmdlets(ExchangeOrganization organisation) {
    private static final Pattern DOMAIN = Pattern.compile("(\\*\\.)?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*|\\*");

    public List<Cmdlet> all() {
        return List.of(
                domains().get(),
                CMDLETS.cmdlet("New-AcceptedDomain", this::create),
                CMDLETS.cmdlet("Set-AcceptedDomain", this::makeDefault),
                domains().remove(AcceptedDomainCmdlets::checkRemovable, organisation::remove));
    }

    private ObjectCmdlets<AcceptedDomain> domains() {
        return new ObjectCmdlets<>(
                        ExchangeCmdlets.kind("AcceptedDomain", "accepted domain"),
                        organisation::domains,
                        AcceptedDomain::name,
                        AcceptedDomainCmdlets::object)
                .identifiedBy(AcceptedDomain::isNamed);
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String domain = given.text("DomainName");
        if (!DOMAIN.matcher(domain).matches()) {
            throw Refusal.invalid(
                    "DomainName: '" + domain + "' is not a valid SMTP domain, such as contoso.com or *.contoso.com.");
        }
        String name = given.text("Name");
        if (organisation.domains().stream().anyMatch(taken -> taken.isNamed(name) || taken.isNamed(domain))) {
            throw domains().exists(domain);
        }
        String type = given.optionalText("DomainType").orElse(AcceptedDomain.AUTHORITATIVE);
        AcceptedDomain added =
                new AcceptedDomain(name, domain, type, organisation.domains().isEmpty());
        return given.unlessWhatIf(() -> organisation.add(added).map(CmdletOutput.of(object(added))));
    }

    private Future<CmdletOutput> makeDefault(CmdletArguments given) {
        AcceptedDomain domain = domains().existing(given);
        if (!given.flag("MakeDefault", false)) {
            throw Refusal.invalid("MakeDefault: $false is not accepted; make another domain the default one instead.");
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
