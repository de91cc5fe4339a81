package org.s2slab.sharepoint.trust;

import static org.s2slab.management.CmdletParameter.Type.STRING;
import static org.s2slab.management.CmdletParameter.optional;

import io.vertx.core.Future;
import java.util.List;
import java.util.regex.Pattern;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.CmdletParameter;
import org.s2slab.refusal.Refusal;

/** Get- and Set-SPAuthenticationRealm: the realm of the farm. */
public record FarmCmdlets(Farm farm) {
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final CmdletParameter SERVICE_CONTEXT =
            optional("ServiceContext", STRING, "A site of the farm. The farm has one realm for all sites.");

    public List<Cmdlet> all() {
        return List.of(
                Cmdlet.reads(
                        "Get-SPAuthenticationRealm",
                        "Returns the realm of the farm.",
                        List.of(SERVICE_CONTEXT),
                        given -> Future.succeededFuture(CmdletOutput.of(realm()))),
                Cmdlet.changes(
                        "Set-SPAuthenticationRealm",
                        "Changes the realm of the farm. Partners that registered the old realm refuse its tokens until"
                                + " they register the farm again. App principals of the old realm have no effect any"
                                + " more.",
                        List.of(
                                SERVICE_CONTEXT,
                                optional(
                                        "Realm",
                                        CmdletParameter.Type.GUID,
                                        "The realm (default: the realm that the farm created for itself).")),
                        this::changeRealm));
    }

    private CmdletObject realm() {
        return CmdletObject.empty().with("Realm", farm.realm());
    }

    private Future<CmdletOutput> changeRealm(CmdletArguments given) {
        String realm = given.optionalText("Realm").orElse("");
        if (!realm.isEmpty() && !GUID.matcher(realm).matches()) {
            return Future.failedFuture(Refusal.invalid(
                    "Realm: '" + realm + "' is no GUID in lower case; clients read 36 characters of the challenge."));
        }
        return given.unlessWhatIf(() -> farm.changeRealm(realm).map(done -> CmdletOutput.of(realm())));
    }
}
