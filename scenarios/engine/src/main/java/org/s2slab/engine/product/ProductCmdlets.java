package org.s2slab.engine.product;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.node.ProductBehaviorCmdlet;

/** The cmdlets of one product on one node for its administrator. Only this package contains names of cmdlets. */
public abstract class ProductCmdlets {
    /** Shows the certificates with a private key in the store of the machine. */
    public static final String STORED_CERTIFICATES = "Get-ChildItem";

    /** Shows the time of the machine. */
    public static final String DATE = "Get-Date";

    /**
     * The lab's own cmdlets. They show the health of a node, its queues, cached tokens, latest calls and behaviors, and
     * test a write to the database.
     */
    public static final String HEALTH = "Get-LabNodeHealth";

    public static final String QUEUES = "Get-LabQueue";
    public static final String TOKENS = "Get-LabKeptToken";
    public static final String CALLS = "Get-LabPartnerCall";
    public static final String DATABASE_TEST = "Test-LabDatabase";
    public static final String BEHAVIOR = ProductBehaviorCmdlet.NAME;

    private final ProductRole role;
    private final String node;
    private final String signingProperty;

    ProductCmdlets(ProductRole role, String node, String signingProperty) {
        this.role = role;
        this.node = node;
        this.signingProperty = signingProperty;
    }

    /** Returns the cmdlets of a node. Throws IllegalArgumentException for an unknown role. */
    public static ProductCmdlets of(String role, String node, String host) {
        return switch (ProductRole.of(role)) {
            case LYNC -> new LyncProduct(node, host);
            case EXCHANGE -> new ExchangeProduct(node);
            case SHAREPOINT -> new SharePointProduct(node, host);
            case AUTHORIZATION_SERVER -> new AuthorizationServerProduct(node);
        };
    }

    /** Returns the cmdlets of a started node. */
    public static ProductCmdlets of(NodeAddress node) {
        return of(node.role(), node.name(), node.host());
    }

    public final ProductRole role() {
        return role;
    }

    /** Creates a call from a template (see {@link CmdletCall#of}). */
    final CmdletCall call(String template, @Nullable Object... values) {
        return CmdletCall.of(node, template, values);
    }

    /** Creates the call of a task. Throws UnsupportedOperationException if the product has no cmdlet for it. */
    final CmdletCall call(AdministratorTask task, @Nullable Object... values) {
        return find(task, values)
                .orElseThrow(() -> new UnsupportedOperationException(role.title() + " has no cmdlet: " + task));
    }

    final Optional<CmdletCall> find(AdministratorTask task, @Nullable Object... values) {
        return Optional.ofNullable(AdministratorTask.templates(role).get(task)).map(template -> call(template, values));
    }

    /** Shows the time of a node. */
    public static CmdletCall showDate(String node) {
        return CmdletCall.of(node, DATE);
    }

    /** Moves the clock of a node by a time span in PowerShell's notation. */
    public static CmdletCall adjustClock(String node, String by) {
        return CmdletCall.of(node, "Set-Date -Adjust $1", by);
    }

    /**
     * Creates a self-signed certificate in the store of the machine.
     *
     * @param domains the domains of the certificate, which only some products use
     */
    public final CmdletCall createCertificate(Collection<String> domains) {
        return call(AdministratorTask.CREATE_CERTIFICATE, domains);
    }

    /** Creates the next signing certificate with the product's own cmdlet; empty if the product has no such cmdlet. */
    public final Optional<CmdletCall> createNextCertificate() {
        return find(AdministratorTask.CREATE_NEXT_CERTIFICATE);
    }

    /** Whether staging creates the certificate. Its thumbprint is then unknown before. */
    public final boolean makesByStaging() {
        return !AdministratorTask.templates(role).containsKey(AdministratorTask.ACTIVATE);
    }

    /**
     * Stages a certificate.
     *
     * @param effective the time from which the certificate signs: ISO 8601, or a reference of the scenario language
     */
    public final CmdletCall stage(String thumbprint, String effective) {
        return call(AdministratorTask.STAGE, thumbprint, effective);
    }

    /** Activates a certificate at once. The authorization server has no such cmdlet: it creates one by staging. */
    public final CmdletCall activate(String thumbprint) {
        return call(AdministratorTask.ACTIVATE, thumbprint);
    }

    /** Activates a staged certificate; empty if the product activates the certificate automatically at its date. */
    public final Optional<CmdletCall> activateStaged(String thumbprint) {
        return find(AdministratorTask.ACTIVATE_STAGED, thumbprint);
    }

    /** Stops the publication of the previous certificate. */
    public final CmdletCall removePrevious(String thumbprint) {
        return call(AdministratorTask.REMOVE_PREVIOUS, thumbprint);
    }

    /** Shows the certificate that signs now. */
    public final CmdletCall showSigning() {
        return call(AdministratorTask.SHOW_SIGNING);
    }

    /** The property with the current thumbprint in the output of {@link #showSigning}. */
    public final String signingProperty() {
        return signingProperty;
    }
}
