package org.s2slab.scenarios.product;

import java.util.Optional;
import org.s2slab.node.ProductBehaviorCmdlet;
import org.s2slab.scenarios.topology.NodeAddress;

/** What an administrator of one product types on one node. This package is the only place with names of cmdlets. */
public abstract class Product {
    /** Shows the certificates with a private key in the store of the machine. */
    public static final String STORED_CERTIFICATES = "Get-ChildItem";

    /** Shows what time it is on the machine. */
    public static final String DATE = "Get-Date";

    /** The lab's own: clock and database, confirmed work, cached tokens, the latest calls, a write to the database. */
    public static final String HEALTH = "Get-LabNodeHealth";

    public static final String QUEUES = "Get-LabQueue";
    public static final String TOKENS = "Get-LabKeptToken";
    public static final String CALLS = "Get-LabPartnerCall";
    public static final String DATABASE_TEST = "Test-LabDatabase";
    public static final String BEHAVIOR = ProductBehaviorCmdlet.NAME;

    private final ProductRole role;
    private final String node;
    private final String host;

    Product(ProductRole role, String node, String host) {
        this.role = role;
        this.node = node;
        this.host = host;
    }

    /** The product of a node; IllegalArgumentException where no product has the role. */
    public static Product of(String role, String node, String host) {
        return switch (ProductRole.of(role)) {
            case LYNC -> new LyncProduct(node, host);
            case EXCHANGE -> new ExchangeProduct(node, host);
            case SHAREPOINT -> new SharePointProduct(node, host);
            case AUTHORIZATION_SERVER -> new AuthorizationServerProduct(node);
        };
    }

    /** The product of a node that was started. */
    public static Product of(NodeAddress node) {
        return of(node.role(), node.name(), node.host());
    }

    public final ProductRole role() {
        return role;
    }

    final String node() {
        return node;
    }

    final String host() {
        return host;
    }

    /** A call without arguments. */
    public final CmdletCall call(String cmdlet) {
        return CmdletCall.on(node, cmdlet);
    }

    /** Moves the clock by a time span as PowerShell writes it. */
    public static CmdletCall adjustClock(String node, String by) {
        return CmdletCall.on(node, "Set-Date").with("Adjust", by);
    }

    /** Makes the next signing certificate by the product's own cmdlet; empty where it has none. */
    public Optional<CmdletCall> createNextCertificate() {
        return Optional.empty();
    }

    /** Whether staging makes the certificate, so that its thumbprint is not known before. */
    public boolean makesByStaging() {
        return false;
    }

    /**
     * Publishes a certificate that signs from a date on.
     *
     * @param effective as ISO 8601, or as a reference of the scenario language
     */
    public abstract CmdletCall stage(String thumbprint, String effective);

    /** Signs with a certificate that was staged; empty where the date alone does it. */
    public Optional<CmdletCall> activateStaged(String thumbprint) {
        return Optional.empty();
    }

    /** Publishes the previous certificate no more. */
    public abstract CmdletCall removePrevious(String thumbprint);

    /** Shows which certificate signs. */
    public abstract CmdletCall showSigning();

    /** The property of what {@link #showSigning} writes that has the current thumbprint. */
    public abstract String signingProperty();
}
