package org.s2slab.diagnosis.doctor;

/**
 * A fault that the doctor can report: its symptom on the wire, its cause and its fix. The page of faults is generated
 * from this list. Angle brackets mark values that the doctor fills in.
 */
public enum FaultCode {
    NODE_UNREACHABLE(
            "`PARTNER_UNREACHABLE`; no HTTP response, or no token: the authorization server does not respond",
            "a node is stopped, or the network does not reach it",
            "# start the node"),
    CLOCK_SKEW(
            "401 `invalid_token`, 2000003; rule H2: the token is not yet valid, or expired",
            "the clocks of two servers are more than five minutes apart; the doctor names the one that differs from its"
                    + " machine's clock, and neither if both or none do",
            "Set-Date -Adjust <hours:minutes:seconds>; no cmdlet if each node shows its machine's time"),
    DATABASE_REFUSES_WRITES(
            "503 or 500 for every request that must be stored; the node confirms only what is stored",
            "the node cannot write to its database: the disk is full, another process has a lock on it, or it is read-only",
            "# free space, end the other process, or let the node write"),
    QUEUE_RESTS(
            "no immediate effect; a confirmed item has not reached the partner yet",
            "deferred work of a request failed, and waits for its next attempt",
            "Invoke-CsStorageServiceFlush; # or wait for the next attempt"),
    SERVICE_NAME_CHANGED(
            "401, rule F2 or G2: `iss` or `aud` names an application that is not registered",
            "a server's service name differs from its product's principal id",
            "Set-CsOAuthConfiguration -ServiceName, Set-AuthConfig -ServiceName"),
    CERTIFICATE_MISSING(
            "no token: `TOKEN_UNOBTAINABLE`, no signing certificate; AuthMetadata responds with 500",
            "the server has no certificate for signing tokens",
            "Set-CsCertificate -Type OAuthTokenIssuer, Set-AuthConfig -CertificateThumbprint"),
    CERTIFICATE_EXPIRED(
            "401 `invalid_token`; rule E5: the certificate is outside its validity",
            "the signing certificate has expired",
            "create a certificate, assign it, and register it at each partner"),
    CERTIFICATE_NOT_YET_VALID(
            "401 `invalid_token`; rule E5: the certificate is outside its validity",
            "the signing certificate is not yet valid",
            "create a valid certificate, assign it, and register it at each partner"),
    CERTIFICATE_TOO_SHORT(
            "401; rule C2 at the partner, E9 when it reads the metadata",
            "the signing key has less than 2048 bits",
            "create a longer key, assign it, and register it at each partner"),
    CERTIFICATE_DUE(
            "no effect until the date, then rule E5",
            "the signing certificate expires within 60 days, and no next certificate is staged before that",
            "Set-CsCertificate -Roll -EffectiveDate, Set-AuthConfig -NewCertificateThumbprint -NewCertificateEffectiveDate,"
                    + " Set-SPSecurityTokenServiceConfig -ImportSigningCertificate"),
    SIP_DOMAIN_NOT_COVERED(
            "no token: `TOKEN_UNOBTAINABLE`, the certificate does not name the user's SIP domain",
            "Lync's certificate names the SIP domain of a user neither as subject nor as alternative name",
            "Set-CsCertificate with a certificate that names all SIP domains"),
    PARTNER_MISSING(
            "no token: the challenge names no enabled partner application; or 401, rule F2",
            "one server has not registered the other as a partner application",
            "New-CsPartnerApplication, Configure-EnterprisePartnerApplication, New-SPTrustedSecurityTokenIssuer"),
    PARTNER_DISABLED(
            "no token, or 401, rule F2 or I4: the partner application is disabled",
            "the partner application is registered but disabled",
            "Set-CsPartnerApplication -Enabled $true, Set-PartnerApplication -Enabled $true"),
    KEYS_DIFFER(
            "401 `invalid_token`; rule E4: no key of the issuer with that thumbprint; L6 when its metadata is read",
            "the partner does not have the server's current signing key, and cannot fetch it automatically: the keys were"
                    + " registered manually, or all of them were replaced at once",
            "Set-PartnerApplication -RefreshAuthMetadata, Set-CsPartnerApplication -MetadataUrl or -CertificateRawData,"
                    + " Set-SPTrustedSecurityTokenIssuer -MetadataEndPoint or -Certificate"),
    REALM_DIFFERS(
            "401, rule F2: `iss` is not a registered issuer; or no token: the challenge names another realm; L5",
            "a server changed its realm, and its partner has the old one",
            "register it again: Set-PartnerApplication -AuthMetadataUrl, Remove- and New-CsPartnerApplication, Remove- and"
                    + " New-SPTrustedSecurityTokenIssuer"),
    REALM_NOT_ACCEPTED(
            "401 `invalid_token`, 2000004; rule F7: the server does not serve the realm",
            "the caller's realm is neither an explicit accepted domain of Exchange nor its configured realm; a wildcard"
                    + " domain does not count",
            "New-AcceptedDomain -DomainName, or Set-AuthConfig -Realm"),
    TRUST_LEVEL_TOO_LOW(
            "403; rule I2: the trust level does not allow the request",
            "Lync trusts the partner at a lower level than Full",
            "Set-CsPartnerApplication -ApplicationTrustLevel Full"),
    LINKED_ACCOUNT_MISSING(
            "403; rule I3: neither linked account nor permissions",
            "Exchange's partner application has no linked account",
            "Configure-EnterprisePartnerApplication again, or Set-PartnerApplication -LinkedAccount"),
    ROLE_MISSING(
            "rule I7: EWS responds with ErrorAccessDenied to an operation that needs the role; the token itself is accepted",
            "the linked account lacks a management role that the partner's feature needs",
            "New-ManagementRoleAssignment -Role -User"),
    FOREIGN_PARTNER(
            "no failure: its tokens are accepted, at Lync for any user at level Full",
            "an application other than the three products is registered",
            "Get-… shows it; Remove-CsPartnerApplication, Remove-PartnerApplication or Remove-SPTrustedSecurityTokenIssuer"),
    PERMISSION_MISSING(
            "403; rule I6: the application has no permission; the token itself is accepted",
            "SharePoint trusts the application, but has granted it no permission",
            "Set-SPAppPrincipalPermission"),
    AUTODISCOVER_URL_MISSING(
            "Lync does not call: the address of Exchange is not configured",
            "Lync has no ExchangeAutodiscoverUrl",
            "Set-CsOAuthConfiguration -ExchangeAutodiscoverUrl"),
    AUTODISCOVER_URL_WRONG(
            "`PARTNER_UNREACHABLE`, or the response of Autodiscover has no settings",
            "Lync's ExchangeAutodiscoverUrl does not lead to Exchange",
            "Set-CsOAuthConfiguration -ExchangeAutodiscoverUrl"),
    SERVER_MISSING(
            "no token: the challenge names no registered authorization server; or 401, rule F2",
            "a server has not registered the tenant's authorization server",
            "New-CsOAuthServer, New-AuthServer, New-SPTrustedSecurityTokenIssuer -IsTrustBroker"),
    SERVER_DISABLED(
            "no token, or 401, rule F2 or I4",
            "the authorization server is registered but disabled",
            "Set-AuthServer -Enabled $true"),
    SERVER_OF_ANOTHER_TENANT(
            "the token is refused: 401, rule F2; or no token",
            "the registered authorization server belongs to another organization's tenant",
            "Set-CsOAuthServer -MetadataUrl, Set-AuthServer -AuthMetadataUrl"),
    SERVER_PROXY_MISSING(
            "no token: SharePoint cannot request a token from the authorization server",
            "the farm has no proxy for the authorization server",
            "New-SPAzureAccessControlServiceApplicationProxy -DefaultProxyGroup"),
    SERVER_KEYS_OLD(
            "401; rule E4: no key of the authorization server with that thumbprint; L6 when its metadata is read",
            "the resource does not have the authorization server's current signing key, and cannot fetch it automatically",
            "Set-CsOAuthServer -MetadataUrl, Set-AuthServer -RefreshAuthMetadata, Set-SPTrustedSecurityTokenIssuer"
                    + " -MetadataEndPoint"),
    CREDENTIAL_MISSING(
            "the token endpoint responds with 400 or 401 `invalid_client`, ACS50012 and AADSTS70002: the key was not found",
            "the caller's certificate was not uploaded to its service principal",
            "New-MsolServicePrincipalCredential -Type Asymmetric -Usage Verify -Value <certificate>"),
    DEDICATED_APPLICATION_REQUIRED(
            "the token endpoint responds with 400 `invalid_client`; rule K8: a key of the tenant's own servers is not a"
                    + " credential of Microsoft's application",
            "the tenant requires dedicated applications (the fix of CVE-2025-53786), and an on-premises server requests"
                    + " tokens as Microsoft's application",
            "Set-LabTenant -DedicatedApplicationsRequired $false, because the servers of this lab cannot request tokens as"
                    + " a dedicated application"),
    CREDENTIAL_EXPIRED(
            "the token endpoint responds with `invalid_client`; rule E5: the credential is outside its dates",
            "the credential of the caller's service principal is past its end date",
            "Remove-MsolServicePrincipalCredential, New-MsolServicePrincipalCredential"),
    CREDENTIAL_DUE(
            "no effect until the date, then `invalid_client`, rule E5",
            "the credential of the caller's service principal ends within 60 days",
            "Remove-MsolServicePrincipalCredential, New-MsolServicePrincipalCredential"),
    NEXT_KEY_NOT_UPLOADED(
            "no effect until the effective date, then `invalid_client`: the key was not found",
            "the caller's next certificate is staged, but not uploaded to its service principal",
            "New-MsolServicePrincipalCredential -Value <next certificate>"),
    PRINCIPAL_DISABLED(
            "the token endpoint responds with `unauthorized_client`, or does not find the resource",
            "the service principal of the caller or the resource is disabled",
            "Set-MsolServicePrincipal -AccountEnabled $true"),
    NAME_NOT_REGISTERED(
            "the token endpoint does not find the resource: ACS50001, AADSTS50001",
            "no service principal name covers the called host",
            "Set-MsolServicePrincipal -ServicePrincipalNames <existing names>,<missing name>"),
    USER_UNKNOWN(
            "401 `invalid_user`, 2000005, rule J2; or Autodiscover responds with InvalidUser; or no token is made",
            "the user is not enabled for Lync, or has no mailbox",
            "Enable-CsUser -RegistrarPool, Enable-Mailbox"),
    USER_AMBIGUOUS(
            "401 `invalid_user`, 2000005; rule J3: an identifier names two users",
            "two mailboxes have the user's address",
            "Set-Mailbox -EmailAddresses <without the user's address>");

    private final String symptom;
    private final String cause;
    private final String cure;

    FaultCode(String symptom, String cause, String cure) {
        this.symptom = symptom;
        this.cause = cause;
        this.cure = cure;
    }

    /** The symptom for a user or a client. */
    public String symptom() {
        return symptom;
    }

    /** Why. */
    public String cause() {
        return cause;
    }

    /** The cmdlets that fix the fault, in general form. */
    public String cure() {
        return cure;
    }
}
