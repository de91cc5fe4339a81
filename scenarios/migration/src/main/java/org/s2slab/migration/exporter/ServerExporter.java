package org.s2slab.migration.exporter;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.AdministratorClient.Unanswered;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.product.CmdletObjectReader;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.LyncProduct;
import org.s2slab.engine.product.ProductCmdlets;
import org.s2slab.engine.product.ProductPaths;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.engine.product.ServerProduct;
import org.s2slab.engine.product.SharePointProduct;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.migration.ExportFiles;

/** Exports one server of any product except the authorization server. */
final class ServerExporter {
    /** The applications for which the farm may accept tokens from an authorization server. */
    private static final List<String> APPLICATIONS =
            List.of(WellKnownPrincipals.LYNC, WellKnownPrincipals.EXCHANGE, WellKnownPrincipals.SHAREPOINT);

    private final AdministratorClient desk;
    private final NodeAddress address;
    private final ExportedPool pool;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<String> untold = new ArrayList<>();
    private final Set<String> tenants = new LinkedHashSet<>();
    private List<JsonObject> issuers = List.of();

    private ServerExporter(AdministratorClient desk, ExportedPool pool) {
        this.desk = desk;
        this.pool = pool;
        this.address = desk.node().address();
    }

    /** Exports a server. Throws Unanswered if the server does not respond to any request. */
    static ExportedServer of(AdministratorClient desk, ExportedPool pool) {
        ServerExporter exporter = new ServerExporter(desk, pool);
        exporter.address();
        exporter.cmdlets();
        return exporter.exported();
    }

    /** Exports the document and the hosts of a pool, whose settings another pool's folder has. */
    static ExportedServer ofAddress(AdministratorClient desk, ExportedPool pool) {
        ServerExporter exporter = new ServerExporter(desk, pool);
        exporter.address();
        return exporter.exported();
    }

    private ExportedServer exported() {
        return new ExportedServer(pool.name(), files, untold, tenants);
    }

    private void address() {
        desk.now();
        String path =
                ProductPaths.of(address.role()).map(ProductPaths::metadata).orElseThrow();
        desk.document(path)
                .ifPresentOrElse(this::document, () -> untold.add(address.name() + " has no document at " + path));
        files.put(ExportFiles.HOSTS, PowerShellJsonWriter.text(new JsonArray(pool.hosts())));
    }

    private void cmdlets() {
        for (String cmdlet : ProductRole.of(address.role()).trustCmdlets()) {
            if (!address.online() || !ExportFiles.OF_MACHINES.contains(cmdlet)) {
                output(cmdlet);
            }
        }
    }

    /** The settings of Exchange Online with the list of applications, which is shown only on request. */
    private List<JsonObject> organization() {
        ExchangeProduct exchange = (ExchangeProduct) ServerProduct.of(address);
        return address.online()
                ? CmdletObjectReader.run(desk, exchange.showEws())
                : desk.run(ExchangeProduct.ORGANIZATION);
    }

    private void document(JsonObject document) {
        files.put(ExportFiles.METADATA, PowerShellJsonWriter.document(document));
        if (address.online()) {
            tenants.add(realm(document.getString("issuer")).orElseGet(() -> document.getString("realm")));
        }
    }

    private void output(String cmdlet) {
        try {
            List<JsonObject> objects = switch (cmdlet) {
                case ProductCmdlets.DATE -> List.of(PowerShellJsonWriter.date(desk.now()));
                case ProductCmdlets.STORED_CERTIFICATES ->
                    CmdletObjectReader.run(desk, ServerProduct.of(address).showStore());
                case SharePointProduct.APP_PRINCIPALS -> principals();
                case ExchangeProduct.ORGANIZATION -> organization();
                default -> desk.run(cmdlet);
            };
            note(cmdlet, objects);
            files.put(ExportFiles.file(cmdlet), PowerShellJsonWriter.of(objects));
        } catch (Unanswered e) {
            untold.add(String.valueOf(e.getMessage()));
        }
    }

    /** Records the tenants whose tokens the server accepts. */
    private void note(String cmdlet, List<JsonObject> objects) {
        switch (cmdlet) {
            case LyncProduct.AUTHORIZATION_SERVERS, ExchangeProduct.AUTHORIZATION_SERVERS ->
                objects.stream()
                        .map(server -> server.getString("Realm"))
                        .filter(realm -> realm != null && !realm.isEmpty())
                        .forEach(tenants::add);
            case SharePointProduct.ISSUERS -> {
                issuers = objects;
                brokered().forEach(tenants::add);
            }
            default -> {}
        }
    }

    /** The tenants of the authorization servers among a farm's issuers. */
    private List<String> brokered() {
        return issuers.stream()
                .map(issuer -> issuer.getString("NameId", ""))
                .filter(name -> name.startsWith(WellKnownPrincipals.AUTHORIZATION_SERVER))
                .flatMap(name -> realm(name).stream())
                .toList();
    }

    /** The farm's permissions for its issuers, and for the products whose tokens an authorization server may issue. */
    private List<JsonObject> principals() {
        Set<String> names = new LinkedHashSet<>();
        issuers.forEach(issuer -> names.add(issuer.getString("NameId")));
        brokered().forEach(realm -> APPLICATIONS.forEach(id -> names.add(id + "@" + realm)));
        return names.stream().flatMap(this::known).toList();
    }

    /** An application of the farm; empty if the farm does not have this application. */
    private Stream<JsonObject> known(String nameId) {
        try {
            SharePointProduct farm = (SharePointProduct) ServerProduct.of(address);
            return CmdletObjectReader.run(desk, farm.showApplication(nameId)).stream();
        } catch (Unanswered e) {
            return Stream.empty();
        }
    }

    /** The realm in a name of the form id@realm; empty if the realm is {@code *}. */
    private static Optional<String> realm(String name) {
        return Optional.ofNullable(name)
                .filter(whole -> whole.contains("@"))
                .map(whole -> whole.substring(whole.indexOf('@') + 1))
                .filter(realm -> !realm.equals("*"));
    }
}
