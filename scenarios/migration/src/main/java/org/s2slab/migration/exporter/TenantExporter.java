package org.s2slab.migration.exporter;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.AdministratorClient.Unanswered;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.CmdletObjectReader;
import org.s2slab.engine.product.ProductCmdlets;
import org.s2slab.engine.product.ProductPaths;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.migration.ExportFiles;

/** Exports one tenant of the authorization server. */
final class TenantExporter {
    private static final String KEYS = "KeyCredentials";

    /** The cmdlets whose objects have certificates, with the parameter for one object. */
    private static final Map<String, String> KEY_OWNERS = Map.of(
            AuthorizationServerProduct.GRAPH_PRINCIPALS, "ServicePrincipalId",
            AuthorizationServerProduct.GRAPH_APPLICATIONS, "ApplicationId");

    private final AdministratorClient desk;
    private final ExportedPool pool;
    private final JsonObject tenant;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<String> untold = new ArrayList<>();
    private List<JsonObject> principals = List.of();
    private List<String> ids = List.of();

    private TenantExporter(AdministratorClient desk, ExportedPool pool, String tenant) {
        this.desk = desk;
        this.pool = pool;
        this.tenant = new JsonObject().put("TenantId", tenant);
    }

    /** Exports a tenant, even if the server does not have it. Throws Unanswered if the server does not respond. */
    static ExportedServer of(AdministratorClient desk, ExportedPool pool, String tenant) {
        desk.now();
        return new TenantExporter(desk, pool, tenant).told(tenant);
    }

    private ExportedServer told(String id) {
        String server = pool.name();
        String path = ProductPaths.ofTenant(id);
        desk.document(path)
                .ifPresentOrElse(
                        document -> files.put(ExportFiles.METADATA, PowerShellJsonWriter.document(document)),
                        () -> untold.add(server + " has no document at " + path));
        files.put(ExportFiles.HOSTS, PowerShellJsonWriter.text(new JsonArray(pool.hosts())));
        String folder = server + "-" + id;
        for (String cmdlet : ProductRole.AUTHORIZATION_SERVER.trustCmdlets()) {
            try {
                List<JsonObject> objects = objects(cmdlet);
                if (cmdlet.equals(AuthorizationServerProduct.COMPANY) && !objects.isEmpty()) {
                    folder = server + "-"
                            + objects.get(0).getString("DisplayName", id).replaceAll("[^\\w.-]+", "-");
                }
                files.put(ExportFiles.file(cmdlet), PowerShellJsonWriter.of(objects));
            } catch (Unanswered e) {
                untold.add(String.valueOf(e.getMessage()));
            }
        }
        return new ExportedServer(folder, files, untold, Set.of(id));
    }

    private List<JsonObject> objects(String cmdlet) {
        if (cmdlet.equals(ProductCmdlets.DATE)) {
            return List.of(PowerShellJsonWriter.date(desk.now()));
        }
        if (cmdlet.equals(AuthorizationServerProduct.CREDENTIALS)) {
            return credentials();
        }
        if (cmdlet.equals(AuthorizationServerProduct.CONSENTS)) {
            return consents();
        }
        List<JsonObject> objects = KEY_OWNERS.containsKey(cmdlet) ? withKeys(cmdlet) : desk.run(cmdlet, tenant);
        ids = cmdlet.equals(AuthorizationServerProduct.GRAPH_PRINCIPALS)
                ? objects.stream().map(object -> object.getString("Id")).toList()
                : ids;
        principals = cmdlet.equals(AuthorizationServerProduct.PRINCIPALS) ? objects : principals;
        return objects;
    }

    /** All objects; a list has no values of certificates, so that each object is read once more. */
    private List<JsonObject> withKeys(String cmdlet) {
        List<JsonObject> all = desk.run(cmdlet, tenant.copy().put("All", true));
        for (JsonObject object : all) {
            JsonObject one = tenant.copy()
                    .put(KEY_OWNERS.get(cmdlet), object.getString("Id"))
                    .put("Property", new JsonArray().add(KEYS));
            object.put(KEYS, desk.run(cmdlet, one).get(0).getJsonArray(KEYS));
        }
        return all;
    }

    /** The permissions of every application. Each names its application and its resource. */
    private List<JsonObject> consents() {
        AuthorizationServerProduct product =
                AuthorizationServerProduct.of(desk.node().name());
        return ids.stream()
                .flatMap(id ->
                        CmdletObjectReader.run(desk, product.showConsents(tenant.getString("TenantId"), id)).stream())
                .toList();
    }

    /**
     * The credentials of all applications. Each gets the AppPrincipalId of its application, as if an administrator
     * queried the applications one by one and added the id.
     */
    private List<JsonObject> credentials() {
        List<JsonObject> all = new ArrayList<>();
        for (JsonObject principal : principals) {
            String application = principal.getString("AppPrincipalId");
            CmdletCall call = AuthorizationServerProduct.of(desk.node().name())
                    .showCredentials(tenant.getString("TenantId"), application);
            CmdletObjectReader.run(desk, call)
                    .forEach(credential -> all.add(credential.put("AppPrincipalId", application)));
        }
        return all;
    }
}
