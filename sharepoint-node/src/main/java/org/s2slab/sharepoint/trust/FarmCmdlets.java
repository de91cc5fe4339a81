package org.s2slab.sharepoint.trust;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.identity.Guid;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.CmdletTable;
import org.s2slab.refusal.Refusal;

/** Get- and Set-SPAuthenticationRealm: the realm of the farm. */
public record FarmCmdlets(FarmSettings farm) {
    /** The declarations of the cmdlets of SharePoint. */
    public static final CmdletTable CMDLETS = CmdletTable.named("sharepoint");

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-SPAuthenticationRealm", given -> Future.succeededFuture(CmdletOutput.of(realm()))),
                CMDLETS.cmdlet("Set-SPAuthenticationRealm", this::changeRealm));
    }

    private CmdletObject realm() {
        return CmdletObject.empty().with("Realm", farm.realm());
    }

    private Future<CmdletOutput> changeRealm(CmdletArguments given) {
        String realm = given.optionalText("Realm").orElse("");
        if (!realm.isEmpty() && !Guid.isLowerCase(realm)) {
            return Future.failedFuture(Refusal.invalid(
                    "Realm: '" + realm + "' is no GUID in lower case; clients read 36 characters of the challenge."));
        }
        return given.unlessWhatIf(() -> farm.changeRealm(realm).map(done -> CmdletOutput.of(realm())));
    }
}
