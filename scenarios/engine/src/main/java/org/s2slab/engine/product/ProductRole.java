package org.s2slab.engine.product;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.WellKnownPrincipals;

/** The four products with the roles of their nodes, in the order of reports. */
public enum ProductRole {
    LYNC("lync", "Lync", WellKnownPrincipals.LYNC, ProductPaths.LYNC, LyncProduct.TRUST),
    EXCHANGE("exchange", "Exchange", WellKnownPrincipals.EXCHANGE, ProductPaths.EXCHANGE, ExchangeProduct.TRUST),
    SHAREPOINT(
            "sharepoint",
            "SharePoint",
            WellKnownPrincipals.SHAREPOINT,
            ProductPaths.SHAREPOINT,
            SharePointProduct.TRUST),
    AUTHORIZATION_SERVER(
            "authz",
            "the authorization server",
            WellKnownPrincipals.AUTHORIZATION_SERVER,
            null,
            AuthorizationServerProduct.TRUST);

    private final String word;
    private final String title;
    private final String application;

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final @Nullable ProductPaths paths;

    @SuppressWarnings("ImmutableEnumChecker") // immutable, because List.of creates it
    private final List<String> trustCmdlets;

    ProductRole(
            String word, String title, String application, @Nullable ProductPaths paths, List<String> trustCmdlets) {
        this.word = word;
        this.title = title;
        this.application = application;
        this.paths = paths;
        this.trustCmdlets = trustCmdlets;
    }

    /** The role with this word in topologies; IllegalArgumentException for an unknown word. */
    public static ProductRole of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "role: '" + word + "' is no product; expected lync, exchange, sharepoint or authz"));
    }

    /** The word for the role in topologies: lync, exchange, sharepoint or authz. */
    public String word() {
        return word;
    }

    /** The product's name in texts. */
    public String title() {
        return title;
    }

    /**
     * The name of a server in texts: its product, and "online" for an online server.
     *
     * @param word the word for the role in topologies
     */
    public static String title(String word, boolean online) {
        ProductRole role = of(word);
        return online && role != AUTHORIZATION_SERVER ? role.title + " Online" : role.title;
    }

    /** The product's application id at its partners. */
    public String application() {
        return application;
    }

    /** The paths of the resources that other servers call; empty for the authorization server. */
    public Optional<ProductPaths> paths() {
        return Optional.ofNullable(paths);
    }

    /**
     * The cmdlets that show the trust configuration, in the order of their calls. The authorization server's cmdlets
     * run once for each tenant.
     */
    public List<String> trustCmdlets() {
        return trustCmdlets;
    }
}
