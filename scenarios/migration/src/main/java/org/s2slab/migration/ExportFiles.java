package org.s2slab.migration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.LyncProduct;
import org.s2slab.engine.product.Product;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.engine.product.SharePointProduct;
import org.s2slab.migration.importer.ImportedObject;

/**
 * In which files the trust of a server is written down: its AuthMetadata document, and for each cmdlet what {@code
 * CMDLET | ConvertTo-Json -Depth 5} writes. By the cmdlets a folder has, it is known which product it is of.
 */
public final class ExportFiles {
    /** The AuthMetadata document of a server, or that of an authorization server for one tenant. */
    public static final String METADATA = "metadata.json";

    /** A list of the host names a server answers to, the principal one first. */
    public static final String HOSTS = "hosts.json";

    /** What can only be asked where the machine is one's own. */
    public static final List<String> OF_MACHINES =
            List.of(Product.STORED_CERTIFICATES, ExchangeProduct.CERTIFICATES, SharePointProduct.PROXIES);

    /** The forms whose lack is to be told; the others are no part of what partners exchange. */
    private static final List<String> WANTED = List.of(
            LyncProduct.PARTNERS,
            LyncProduct.CONFIGURATION,
            LyncProduct.TOKEN_SERVERS,
            LyncProduct.CERTIFICATES,
            ExchangeProduct.PARTNERS,
            ExchangeProduct.TOKEN_SERVERS,
            ExchangeProduct.CONFIGURATION,
            ExchangeProduct.CONNECTORS,
            ExchangeProduct.CERTIFICATES,
            ExchangeProduct.DOMAINS,
            SharePointProduct.ISSUERS,
            SharePointProduct.REALM,
            SharePointProduct.APP_PRINCIPALS,
            SharePointProduct.PROXIES,
            AuthorizationServerProduct.COMPANY,
            AuthorizationServerProduct.PRINCIPALS,
            AuthorizationServerProduct.CREDENTIALS);

    private static final List<String> OF_ALL = List.of(Product.STORED_CERTIFICATES, Product.DATE);

    private ExportFiles() {}

    /** A cmdlet as it is spelled here, of whichever product, or of every one. */
    public static Optional<String> cmdlet(String name) {
        return Stream.of(ProductRole.values())
                .flatMap(role -> role.trustCmdlets().stream())
                .filter(name::equalsIgnoreCase)
                .findFirst();
    }

    /** Whose cmdlet it is; empty for those that every server has. */
    public static Optional<ProductRole> productOf(String cmdlet) {
        return Stream.of(ProductRole.values())
                .filter(role -> !OF_ALL.contains(cmdlet) && role.trustCmdlets().contains(cmdlet))
                .findFirst();
    }

    /** Whose AuthMetadata document it is, by its service name or issuer. */
    public static Optional<ProductRole> productOf(ImportedObject document) {
        return document.text("serviceName")
                .or(() -> document.text("issuer"))
                .map(name -> name.split("@", 2)[0].toLowerCase(Locale.ROOT))
                .flatMap(name -> Stream.of(ProductRole.values())
                        .filter(role -> role.application().equals(name))
                        .findFirst());
    }

    /** The forms of a product whose lack is to be told. */
    public static List<String> wanted(ProductRole product) {
        return WANTED.stream().filter(product.trustCmdlets()::contains).toList();
    }

    /** The file in which the output of a cmdlet is. */
    public static String file(String cmdlet) {
        return cmdlet + ".json";
    }
}
