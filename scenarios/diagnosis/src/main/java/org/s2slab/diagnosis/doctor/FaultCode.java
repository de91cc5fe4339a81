package org.s2slab.diagnosis.doctor;

/**
 * A fault that the doctor can report: its symptom on the wire, its cause and its fix. The page of faults is generated
 * from this list. Angle brackets mark values that the doctor fills in.
 */
public enum FaultCode {
    NODE_UNREACHABLE(
            "`PARTNER_UNREACHABLE`; no HTTP answer at all, or no token: the authorization server does not answer",
            "a node is down, or cannot be reached",
            "# start the node"),
    CLOCK_SKEW(
            "401 `invalid_token`, 2000003; rule H2: the token is not valid yet, or no longer",
            "the clocks of two servers are more than five minutes apart; named is the one that differs from its machine's, and"
                    + " neither where both or none do",
            "Set-Date -Adjust <hours:minutes:seconds>; nothing that can be typed where each shows its machine's time"),
    DATABASE_REFUSES_WRITES(
            "503 or 500 to whatever has to be stored; nothing that was not stored is confirmed",
            "nothing reaches the node's database: its disk is full, another process has a lock on it, or it is read-only",
            "# free space, end the other process, let the node write"),
    QUEUE_RESTS(
            "nothing to anybody at once; what was confirmed is not at the partner yet",
            "work that a request caused was tried in vain and rests until its next attempt",
            "Invoke-CsStorageServiceFlush; # the next attempt comes by itself"),
    SERVICE_NAME_CHANGED(
            "401, rule F2 or G2: `iss` or `aud` names an application nobody registered",
            "a server's service name is not its product's principal id any more",
            "Set-CsOAuthConfiguration -ServiceName, Set-AuthConfig -ServiceName"),
    CERTIFICATE_MISSING(
            "no token: `TOKEN_UNOBTAINABLE`, no signing certificate; AuthMetadata answers 500",
            "no certificate is assigned for signing tokens",
            "Set-CsCertificate -Type OAuthTokenIssuer, Set-AuthConfig -CertificateThumbprint"),
    CERTIFICATE_EXPIRED(
            "401 `invalid_token`; rule E5: the certificate is outside its validity",
            "the certificate that signs has expired",
            "a new certificate, its assignment, and each partner told"),
    CERTIFICATE_NOT_YET_VALID(
            "401 `invalid_token`; rule E5: the certificate is outside its validity",
            "the certificate that signs is not valid yet",
            "a certificate that is, its assignment, and each partner told"),
    CERTIFICATE_TOO_SHORT(
            "401; rule C2 at the partner, E9 when it reads the metadata",
            "the key that signs has less than 2048 bits",
            "a longer key, its assignment, and each partner told"),
    CERTIFICATE_DUE(
            "nothing yet; from the date on rule E5",
            "the certificate that signs expires within 60 days, and no next one is staged before that",
            "Set-CsCertificate -Roll -EffectiveDate, Set-AuthConfig -NewCertificateThumbprint -NewCertificateEffectiveDate,"
                    + " Set-SPSecurityTokenServiceConfig -ImportSigningCertificate"),
    SIP_DOMAIN_NOT_COVERED(
            "no token: `TOKEN_UNOBTAINABLE`, the certificate does not stand for the user's SIP domain",
            "Lync's certificate names the SIP domain of a user neither as subject nor as alternative name",
            "Set-CsCertificate with a certificate that names all SIP domains"),
    PARTNER_MISSING(
            "no token: the challenge names no enabled partner application; or 401, rule F2",
            "one of two servers has not registered the other as a partner application",
            "New-CsPartnerApplication, Configure-EnterprisePartnerApplication, New-SPTrustedSecurityTokenIssuer"),
    PARTNER_DISABLED(
            "no token, or 401, rule F2 or I4: the partner application is disabled",
            "the partner application is registered and disabled",
            "Set-CsPartnerApplication -Enabled $true, Set-PartnerApplication -Enabled $true"),
    KEYS_DIFFER(
            "401 `invalid_token`; rule E4: no key of the issuer with that thumbprint; L6 when its metadata is read",
            "the key a server signs with is none of those its partner holds, and the partner will not learn it by itself:"
                    + " it was given by hand, or all keys were replaced at once",
            "Set-PartnerApplication -RefreshAuthMetadata, Set-CsPartnerApplication -MetadataUrl or -CertificateRawData,"
                    + " Set-SPTrustedSecurityTokenIssuer -MetadataEndPoint or -Certificate"),
    REALM_DIFFERS(
            "401, rule F2: `iss` is not a registered issuer; or no token: the challenge names another realm; L5",
            "a server changed its realm, and its partner knows it under the old one",
            "register it anew: Set-PartnerApplication -AuthMetadataUrl, Remove- and New-CsPartnerApplication, Remove- and"
                    + " New-SPTrustedSecurityTokenIssuer"),
    REALM_NOT_ACCEPTED(
            "401 `invalid_token`, 2000004; rule F7: the realm is not served here",
            "the caller's realm is neither an explicit accepted domain of Exchange nor its configured realm; a wildcard"
                    + " domain does not count",
            "New-AcceptedDomain -DomainName, or Set-AuthConfig -Realm"),
    TRUST_LEVEL_TOO_LOW(
            "403; rule I2: the trust level does not allow it",
            "Lync trusts the partner at a lower level than Full",
            "Set-CsPartnerApplication -ApplicationTrustLevel Full"),
    LINKED_ACCOUNT_MISSING(
            "403; rule I3: neither linked account nor permissions",
            "Exchange's partner application has no linked account",
            "Configure-EnterprisePartnerApplication again, or Set-PartnerApplication -LinkedAccount"),
    ROLE_MISSING(
            "rule I7: EWS answers ErrorAccessDenied to what needs the role; the token itself is taken",
            "the linked account lacks a management role that the partner's feature needs",
            "New-ManagementRoleAssignment -Role -User"),
    FOREIGN_PARTNER(
            "none: its tokens are accepted, at Lync for any user at level Full",
            "an application that is none of the three products is registered",
            "Get-… to look at it; Remove-CsPartnerApplication, Remove-PartnerApplication or Remove-SPTrustedSecurityTokenIssuer"),
    PERMISSION_MISSING(
            "403; rule I6: the application may do nothing here; the token itself is taken",
            "SharePoint trusts the application and has granted it no permission",
            "Set-SPAppPrincipalPermission"),
    AUTODISCOVER_URL_MISSING(
            "Lync does not call at all: where Exchange is found is not configured",
            "Lync has no ExchangeAutodiscoverUrl",
            "Set-CsOAuthConfiguration -ExchangeAutodiscoverUrl"),
    AUTODISCOVER_URL_WRONG(
            "`PARTNER_UNREACHABLE`, or Autodiscover answers something else than settings",
            "Lync's ExchangeAutodiscoverUrl does not lead to Exchange",
            "Set-CsOAuthConfiguration -ExchangeAutodiscoverUrl"),
    SERVER_MISSING(
            "no token: no authorization server that the challenge names is registered; or 401, rule F2",
            "a server has not registered the tenant's authorization server",
            "New-CsOAuthServer, New-AuthServer, New-SPTrustedSecurityTokenIssuer -IsTrustBroker"),
    SERVER_DISABLED(
            "no token, or 401, rule F2 or I4",
            "the authorization server is registered and disabled",
            "Set-AuthServer -Enabled $true"),
    SERVER_OF_ANOTHER_TENANT(
            "a token comes and is refused: 401, rule F2; or no token",
            "the authorization server is registered for another organisation's tenant",
            "Set-CsOAuthServer -MetadataUrl, Set-AuthServer -AuthMetadataUrl"),
    SERVER_PROXY_MISSING(
            "no token: SharePoint may not ask the authorization server",
            "the farm has no proxy that leads to the authorization server",
            "New-SPAzureAccessControlServiceApplicationProxy -DefaultProxyGroup"),
    SERVER_KEYS_OLD(
            "401; rule E4: no key of the authorization server with that thumbprint; L6 when its metadata is read",
            "the authorization server signs with a key that the resource does not hold and will not learn by itself",
            "Set-CsOAuthServer -MetadataUrl, Set-AuthServer -RefreshAuthMetadata, Set-SPTrustedSecurityTokenIssuer"
                    + " -MetadataEndPoint"),
    CREDENTIAL_MISSING(
            "the token endpoint answers 400 or 401 `invalid_client`, ACS50012 and AADSTS70002: the key was not found",
            "the caller's certificate was not uploaded to its service principal",
            "New-MsolServicePrincipalCredential -Type Asymmetric -Usage Verify -Value <certificate>"),
    DEDICATED_APPLICATION_REQUIRED(
            "the token endpoint answers 400 `invalid_client`; rule K8: a key of the tenant's own servers is no credential of"
                    + " Microsoft's application",
            "the tenant requires dedicated applications, the fix of CVE-2025-53786, and a server on the premises asks for"
                    + " tokens as Microsoft's application",
            "Set-LabTenant -DedicatedApplicationsRequired $false, which lets their keys be Microsoft's applications again: the"
                    + " servers of this lab cannot ask as an application of the organisation's own"),
    CREDENTIAL_EXPIRED(
            "the token endpoint answers `invalid_client`; rule E5: the credential is outside its dates",
            "the credential of the caller's service principal is past its end date",
            "Remove-MsolServicePrincipalCredential, New-MsolServicePrincipalCredential"),
    CREDENTIAL_DUE(
            "nothing yet; from the date on `invalid_client`, rule E5",
            "the credential of the caller's service principal ends within 60 days",
            "Remove-MsolServicePrincipalCredential, New-MsolServicePrincipalCredential"),
    NEXT_KEY_NOT_UPLOADED(
            "nothing yet; from the effective date on `invalid_client`: the key was not found",
            "the caller's next certificate is staged and was not uploaded to its service principal",
            "New-MsolServicePrincipalCredential -Value <next certificate>"),
    PRINCIPAL_DISABLED(
            "the token endpoint answers `unauthorized_client`, or does not find the resource",
            "the service principal of the caller or the resource is disabled",
            "Set-MsolServicePrincipal -AccountEnabled $true"),
    NAME_NOT_REGISTERED(
            "the token endpoint does not find the resource: ACS50001, AADSTS50001",
            "no service principal name covers the host that is called",
            "Set-MsolServicePrincipal -ServicePrincipalNames <those there are>,<the missing one>"),
    USER_UNKNOWN(
            "401 `invalid_user`, 2000005, rule J2; or Autodiscover answers InvalidUser; or no token is made",
            "the user is not enabled for Lync, or has no mailbox",
            "Enable-CsUser -RegistrarPool, Enable-Mailbox"),
    USER_AMBIGUOUS(
            "401 `invalid_user`, 2000005; rule J3: an identifier leads to two users",
            "two mailboxes have the user's address",
            "Set-Mailbox -EmailAddresses <without the user's>");

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
