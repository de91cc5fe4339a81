package org.s2slab.migration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.LyncProduct;
import org.s2slab.engine.product.ProductCmdlets;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.engine.product.SharePointProduct;

/**
 * The names of the files in an export of a server's trust: the AuthMetadata document, and one file for each cmdlet with
 * the output of {@code CMDLET | ConvertTo-Json -Depth 5}. The cmdlets in a folder identify the product.
 */
public final class ExportFiles {
    /** The AuthMetadata document of a server, or of an authorization server for one tenant. */
    public static final String METADATA = "metadata.json";

    /** A list of the server's host names, the principal name first. */
    public static final String HOSTS = "hosts.json";

    /** The cmdlets that an administrator can run only on the server's own machine. */
    public static final List<String> OF_MACHINES = List.of(
            ProductCmdlets.STORED_CERTIFICATES,
            ExchangeProduct.CERTIFICATES,
            ExchangeProduct.OVERRIDES,
            ExchangeProduct.SERVERS,
            SharePointProduct.PROXIES);

    /** The cmdlets whose missing files are reported. Other cmdlets do not affect the trust between partners. */
    private static final List<String> TRUST_CMDLETS = List.of(
            LyncProduct.PARTNERS,
            LyncProduct.CONFIGURATION,
            LyncProduct.AUTHORIZATION_SERVERS,
            LyncProduct.CERTIFICATES,
            ExchangeProduct.PARTNERS,
            ExchangeProduct.AUTHORIZATION_SERVERS,
            ExchangeProduct.CONFIGURATION,
            ExchangeProduct.CONNECTORS,
            ExchangeProduct.OVERRIDES,
            ExchangeProduct.ORGANIZATION,
            ExchangeProduct.CERTIFICATES,
            ExchangeProduct.DOMAINS,
            SharePointProduct.ISSUERS,
            SharePointProduct.REALM,
            SharePointProduct.APP_PRINCIPALS,
            SharePointProduct.PROXIES,
            AuthorizationServerProduct.GRAPH_PRINCIPALS,
            AuthorizationServerProduct.GRAPH_APPLICATIONS,
            AuthorizationServerProduct.CONSENTS);

    /** The cmdlets of Microsoft Graph whose output MSOnline's cmdlets have, too. */
    private static final List<String> OF_GRAPH =
            List.of(AuthorizationServerProduct.GRAPH_PRINCIPALS, AuthorizationServerProduct.GRAPH_APPLICATIONS);

    private static final List<String> OF_ALL = List.of(ProductCmdlets.STORED_CERTIFICATES, ProductCmdlets.DATE);

    private ExportFiles() {}

    /** The canonical spelling of a cmdlet's name, for all products. */
    public static Optional<String> cmdlet(String name) {
        return Stream.of(ProductRole.values())
                .flatMap(role -> role.trustCmdlets().stream())
                .filter(name::equalsIgnoreCase)
                .findFirst();
    }

    /** The product of a cmdlet; empty for cmdlets that several products have. */
    public static Optional<ProductRole> productOf(String cmdlet) {
        return Stream.of(ProductRole.values())
                .filter(role -> !OF_ALL.contains(cmdlet) && role.trustCmdlets().contains(cmdlet))
                .findFirst();
    }

    /** The product of an AuthMetadata document, by its service or issuer. */
    public static Optional<ProductRole> productOfService(String service) {
        String application = service.split("@", 2)[0].toLowerCase(Locale.ROOT);
        return Stream.of(ProductRole.values())
                .filter(role -> role.application().equals(application))
                .findFirst();
    }

    /**
     * The cmdlets of a product that an export should have and does not have. The older module MSOnline may stand for the
     * principals and applications of Microsoft Graph.
     *
     * @param present the cmdlets that the export has
     */
    public static List<String> missing(ProductRole product, Set<String> present) {
        return TRUST_CMDLETS.stream()
                .filter(product.trustCmdlets()::contains)
                .filter(cmdlet -> !present.contains(cmdlet))
                .filter(cmdlet ->
                        !OF_GRAPH.contains(cmdlet) || !present.contains(AuthorizationServerProduct.PRINCIPALS))
                .toList();
    }

    /** The name of the file with the output of a cmdlet. */
    public static String file(String cmdlet) {
        return cmdlet + ".json";
    }
}
