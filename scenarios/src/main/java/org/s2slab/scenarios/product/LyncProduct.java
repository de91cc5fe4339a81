package org.s2slab.scenarios.product;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an administrator of Lync types. */
public final class LyncProduct extends ServerProduct {
    public static final String PARTNERS = "Get-CsPartnerApplication";
    public static final String TOKEN_SERVERS = "Get-CsOAuthServer";
    public static final String CONFIGURATION = "Get-CsOAuthConfiguration";
    public static final String CERTIFICATES = "Get-CsCertificate";
    public static final String USERS = "Get-CsUser";
    public static final String QUEUE = "Get-CsStorageServiceQueue";

    /** The purpose of the certificate that signs tokens. */
    public static final String OAUTH = "OAuthTokenIssuer";

    static final List<String> TRUST =
            List.of(CONFIGURATION, CERTIFICATES, PARTNERS, TOKEN_SERVERS, USERS, STORED_CERTIFICATES, DATE);

    private static final Words WORDS = new Words(
            "CsPartnerApplication", "CsOAuthServer", "Identity", "MetadataUrl", "CertificateRawData", "microsoft.sts");

    /** What comes before an address in the member AuthToken. */
    private static final String VALUE = "Value=";

    LyncProduct(String node, String host) {
        super(ProductRole.LYNC, node, host, WORDS);
    }

    @Override
    public String nameFor(ProductRole partner) {
        return "microsoft." + partner.word();
    }

    @Override
    public List<CmdletCall> registerAgain(PartnerSpec partner) {
        return List.of(removePartner(partner.name()), registerByMetadata(partner));
    }

    @Override
    public CmdletCall registerByMetadata(PartnerSpec partner) {
        CmdletCall leveled = newPartner(partner.name()).with("ApplicationTrustLevel", partner.level());
        return partner.decided(leveled.with("MetadataUrl", partner.metadata()));
    }

    @Override
    public CmdletCall registerByServer(PartnerSpec partner) {
        return partner.decided(newPartner(partner.name())
                .with("ApplicationIdentifier", partner.application())
                .with("ApplicationTrustLevel", partner.level())
                .with("Realm", partner.realm())
                .with("UseOAuthServer"));
    }

    @Override
    public Optional<CmdletCall> registerByKey(PartnerSpec partner) {
        return Optional.of(partner.decided(newPartner(partner.name())
                .with("ApplicationTrustLevel", partner.level())
                .with("ApplicationIdentifier", partner.application())
                .with("Realm", partner.realm())
                .with("CertificateRawData", partner.certificate())));
    }

    /** Trusts a partner at the level Full, Application or User. */
    public CmdletCall setTrustLevel(String name, String level) {
        return setPartner(name).with("ApplicationTrustLevel", level);
    }

    /** A partner's address is part of the text of AuthToken. */
    @Override
    public Optional<String> metadataOf(JsonObject registration) {
        return super.metadataOf(registration)
                .or(() -> Optional.of(registration.getString("AuthToken", ""))
                        .filter(text -> text.startsWith(VALUE + "https://"))
                        .map(text -> text.substring(VALUE.length())));
    }

    @Override
    public CmdletCall setRealm(String realm) {
        return configure(null, null, null).with("Realm", realm);
    }

    @Override
    public CmdletCall setServiceName(String name) {
        return configure(name, null, null);
    }

    /**
     * Sets what is not null.
     *
     * @param autodiscover where Exchange's Autodiscover service is
     * @param redirects to which domains it may redirect
     */
    public CmdletCall configure(
            @Nullable String serviceName, @Nullable String autodiscover, @Nullable List<String> redirects) {
        return call("Set-CsOAuthConfiguration")
                .with("Identity", "global")
                .with("ServiceName", serviceName)
                .with("ExchangeAutodiscoverUrl", autodiscover)
                .with("ExchangeAutodiscoverAllowedDomains", redirects);
    }

    /** Enables a user; the SIP address is the user principal name where the address is null. */
    public CmdletCall enableUser(String user, String pool, @Nullable String address) {
        return call("Enable-CsUser")
                .with("Identity", user)
                .with("RegistrarPool", pool)
                .with("SipAddress", address);
    }

    /** Sends transcripts to the mailboxes of users whose policy says so. */
    public CmdletCall archiveToExchange() {
        return call("Set-CsArchivingConfiguration")
                .with("Identity", "Global")
                .with("EnableArchiving", "ImAndWebConf")
                .with("EnableExchangeArchiving", true);
    }

    /** Has a user's transcripts sent to the mailbox. */
    public CmdletCall archiveToExchange(String user) {
        return call("Set-CsUser").with("Identity", user).with("ExchangeArchivingPolicy", "ArchivingToExchange");
    }

    /** Tries again at once whatever waits for a mailbox. */
    public CmdletCall flushQueue() {
        return call("Invoke-CsStorageServiceFlush").with("PoolFqdn", host()).with("FlushType", "FullFlush");
    }

    /** The product's own test of a user's way to Exchange. */
    public CmdletCall testExchange(String address) {
        return call("Test-CsExStorageConnectivity").with("SipUri", "sip:" + address);
    }

    private CmdletCall certificate(String verb) {
        return call(verb + "-CsCertificate").with("Identity", "global").with("Type", OAUTH);
    }

    @Override
    public CmdletCall stage(String thumbprint, String effective) {
        return activate(thumbprint).with("Roll").with("EffectiveDate", effective);
    }

    @Override
    public CmdletCall activate(String thumbprint) {
        return certificate("Set").with("Thumbprint", thumbprint);
    }

    @Override
    public CmdletCall removePrevious(String thumbprint) {
        return removeSigning().with("Previous");
    }

    /** Signs with nothing any more. */
    public CmdletCall removeSigning() {
        return certificate("Remove");
    }

    @Override
    public CmdletCall showSigning() {
        return call(CERTIFICATES).with("Type", OAUTH);
    }

    @Override
    public String signingProperty() {
        return "Thumbprint";
    }
}
