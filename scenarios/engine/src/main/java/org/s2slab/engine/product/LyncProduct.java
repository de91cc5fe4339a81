package org.s2slab.engine.product;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cmdlets of Lync for its administrator. */
public final class LyncProduct extends ServerProduct {
    public static final String PARTNERS = "Get-CsPartnerApplication";
    public static final String AUTHORIZATION_SERVERS = "Get-CsOAuthServer";
    public static final String CONFIGURATION = "Get-CsOAuthConfiguration";
    public static final String CERTIFICATES = "Get-CsCertificate";
    public static final String OWN_APPLICATION = "Get-LabDedicatedApplication";
    public static final String USERS = "Get-CsUser";
    public static final String POOLS = "Get-CsPool";
    public static final String QUEUE = "Get-CsStorageServiceQueue";

    static final List<String> TRUST = List.of(
            CONFIGURATION,
            CERTIFICATES,
            PARTNERS,
            AUTHORIZATION_SERVERS,
            OWN_APPLICATION,
            USERS,
            POOLS,
            STORED_CERTIFICATES,
            DATE);

    private static final String SET = "Set-CsPartnerApplication -Identity $1";
    private static final String SIGNING = "CsCertificate -Identity global -Type OAuthTokenIssuer";
    private static final String CONFIGURE = "Set-CsOAuthConfiguration -Identity global";

    /** The prefix of a URL in the property AuthToken. */
    private static final String VALUE = "Value=";

    private final String host;

    LyncProduct(String node, String host) {
        super(ProductRole.LYNC, node, "Thumbprint");
        this.host = host;
    }

    @Override
    public String nameFor(ProductRole partner) {
        return "microsoft." + partner.word();
    }

    @Override
    public String authorizationServerName() {
        return "microsoft.sts";
    }

    @Override
    public List<CmdletCall> register(PartnerSpec partner) {
        return List.of(registerByMetadata(partner));
    }

    @Override
    public List<CmdletCall> registerAgain(PartnerSpec partner) {
        return List.of(removePartner(partner.name()), registerByMetadata(partner));
    }

    /** The URL of the partner's metadata document, from the text of the property AuthToken. */
    @Override
    public Optional<String> metadataOf(JsonObject registration) {
        String source = registration.getString("MetadataUrl", registration.getString("AuthToken", ""));
        String address = source.startsWith(VALUE) ? source.substring(VALUE.length()) : source;
        return Optional.of(address).filter(text -> text.startsWith("https://"));
    }

    /** Sets the trust level of a partner: Full, Application or User. */
    public CmdletCall setTrustLevel(String name, String level) {
        return call(SET + " -ApplicationTrustLevel $2", name, level);
    }

    /**
     * Sets the values that are not null: a new service name, the URL of Exchange's Autodiscover service, and the
     * domains to which this service may redirect.
     */
    public CmdletCall configure(
            @Nullable String serviceName, @Nullable String autodiscover, @Nullable List<String> redirects) {
        String given = " -ServiceName $1 -ExchangeAutodiscoverUrl $2 -ExchangeAutodiscoverAllowedDomains $3";
        return call(CONFIGURE + given, serviceName, autodiscover, redirects);
    }

    /** Lets Lync call Exchange Online as an application of the organisation. */
    public CmdletCall useOwnApplication(String application) {
        return call("Set-LabDedicatedApplication -ApplicationIdentifier $1", application);
    }

    /** Enables a user. If the SIP address is null, the user principal name becomes the SIP address. */
    public CmdletCall enableUser(String user, String pool, @Nullable String address) {
        return call("Enable-CsUser -Identity $1 -RegistrarPool $2 -SipAddress $3", user, pool, address);
    }

    /** Archives transcripts in the mailboxes of users whose policy requires it. */
    public CmdletCall archiveToExchange() {
        return call("Set-CsArchivingConfiguration -Identity Global -EnableArchiving ImAndWebConf"
                + " -EnableExchangeArchiving $true");
    }

    /** Archives a user's transcripts in the mailbox. */
    public CmdletCall archiveToExchange(String user) {
        return call("Set-CsUser -Identity $1 -ExchangeArchivingPolicy ArchivingToExchange", user);
    }

    /** Moves a user to this server's pool. */
    public CmdletCall moveHere(String user) {
        return call("Move-CsUser -Identity $1 -Target $2", user, host);
    }

    /** Retries all queued work for mailboxes at once. */
    public CmdletCall flushQueue() {
        return call("Invoke-CsStorageServiceFlush -PoolFqdn $1 -FlushType FullFlush", host);
    }

    /** Runs the product's own connectivity test from a user to Exchange. */
    public CmdletCall testExchange(String address) {
        return call("Test-CsExStorageConnectivity -SipUri sip:$1", address);
    }

    /** Removes the signing certificate. Lync then has no certificate that signs. */
    public CmdletCall removeSigning() {
        return call("Remove-" + SIGNING);
    }
}
