package org.s2slab.exchange;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;

/** Get-, New-, Set- and Remove-AcceptedDomain. */
final class AcceptedDomainCmdlets {
    private static final Pattern DOMAIN = Pattern.compile("(\\*\\.)?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*|\\*");
    private static final List<String> TYPES = List.of(AcceptedDomain.AUTHORITATIVE, "InternalRelay", "ExternalRelay");

    private final Organisation organisation;

    AcceptedDomainCmdlets(Organisation organisation) {
        this.organisation = organisation;
    }

    List<Cmdlet> all() {
        Parameter identity = Parameter.required("Identity", Parameter.Type.STRING, "Its name or domain.");
        return List.of(
                Cmdlet.reads(
                        "Get-AcceptedDomain",
                        "Shows the domains the organisation accepts mail for.",
                        List.of(Parameter.optional(
                                "Identity", Parameter.Type.STRING, "A name; * stands for any text.")),
                        this::get),
                Cmdlet.changes(
                        "New-AcceptedDomain",
                        "Adds a domain; an explicit one is also a realm that tokens may be made for.",
                        List.of(
                                Parameter.required("Name", Parameter.Type.STRING, "A name for it."),
                                Parameter.required(
                                        "DomainName",
                                        Parameter.Type.STRING,
                                        "The domain; *.contoso.com for all below it."),
                                Parameter.choice("DomainType", false, TYPES, "Authoritative unless said otherwise.")),
                        this::create),
                Cmdlet.changes(
                        "Set-AcceptedDomain",
                        "Makes a domain the default one.",
                        List.of(
                                identity,
                                Parameter.required(
                                        "MakeDefault", Parameter.Type.BOOLEAN, "$true makes it the default domain.")),
                        this::makeDefault),
                Cmdlet.changes("Remove-AcceptedDomain", "Removes a domain.", List.of(identity), this::remove));
    }

    private Future<CmdletOutput> get(Parameters given) {
        Optional<String> identity = given.optionalText("Identity");
        List<CmdletObject> found = organisation.domains().stream()
                .filter(domain -> identity.isEmpty()
                        || CmdletWords.fits(identity.get(), domain.name())
                        || domain.domain().equalsIgnoreCase(identity.get()))
                .map(AcceptedDomainCmdlets::object)
                .toList();
        if (found.isEmpty() && identity.isPresent() && !identity.get().contains("*")) {
            return Future.failedFuture(CmdletWords.notFound(identity.get()));
        }
        return Future.succeededFuture(CmdletOutput.of(found));
    }

    private Future<CmdletOutput> create(Parameters given) {
        String name = given.text("Name");
        String domain = given.text("DomainName");
        if (!DOMAIN.matcher(domain).matches()) {
            return Future.failedFuture(CmdletWords.invalid(
                    "DomainName: '" + domain + "' is not a valid SMTP domain, such as contoso.com or *.contoso.com."));
        }
        if (organisation.domain(name).isPresent() || organisation.domain(domain).isPresent()) {
            return Future.failedFuture(CmdletWords.exists("accepted domain", domain));
        }
        String type = given.optionalText("DomainType").orElse(AcceptedDomain.AUTHORITATIVE);
        AcceptedDomain added =
                new AcceptedDomain(name, domain, type, organisation.domains().isEmpty());
        return CmdletWords.unlessWhatIf(
                given, () -> organisation.add(added).map(done -> CmdletOutput.of(object(added))));
    }

    private Future<CmdletOutput> makeDefault(Parameters given) {
        AcceptedDomain domain = named(given);
        if (!given.flag("MakeDefault", false)) {
            return Future.failedFuture(CmdletWords.invalid(
                    "MakeDefault: $false is not accepted; make another domain the default one instead."));
        }
        return CmdletWords.unlessWhatIf(
                given, () -> organisation.makeDefault(domain).map(CmdletOutput.NOTHING));
    }

    private Future<CmdletOutput> remove(Parameters given) {
        AcceptedDomain domain = named(given);
        if (domain.isDefault()) {
            return Future.failedFuture(CmdletWords.invalid("Identity: the accepted domain '" + domain.name()
                    + "' is the default domain and can't be removed; make another one the default first."));
        }
        return CmdletWords.unlessWhatIf(given, () -> organisation.remove(domain).map(CmdletOutput.NOTHING));
    }

    private AcceptedDomain named(Parameters given) {
        String identity = given.text("Identity");
        return organisation.domain(identity).orElseThrow(() -> CmdletWords.notFound(identity));
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
