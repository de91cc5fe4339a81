package org.s2slab.identity;

/** The claim and header names of S2S tokens ([MS-XOAUTH] 2.2). */
public final class ClaimNames {
    /** Header: kind of token, always {@code JWT}. */
    public static final String TYP = "typ";
    /** Header: {@code RS256} for an actor token, {@code none} for an outer token. */
    public static final String ALG = "alg";
    /** Header: base64url of the SHA-1 hash of the signer's certificate (RFC 7515, 4.1.7). */
    public static final String X5T = "x5t";
    /** Header: the same value as x5t, in tokens of the authorization server. */
    public static final String KID = "kid";

    /** The audience: {@code id/host@realm}. */
    public static final String AUD = "aud";
    /** The issuer: {@code id@realm}. */
    public static final String ISS = "iss";
    /** The time of issue, Unix seconds; tokens of the authorization server only. */
    public static final String IAT = "iat";
    /** Valid from, Unix seconds. */
    public static final String NBF = "nbf";
    /** Valid until, Unix seconds. */
    public static final String EXP = "exp";
    /** Actor token: the application. Outer token: the user's name at the provider in {@link #NII}. */
    public static final String NAMEID = "nameid";
    /** Outer token: the identity provider of {@link #NAMEID}; compared without case. */
    public static final String NII = "nii";
    /** Outer token: user principal name. */
    public static final String UPN = "upn";
    /** Outer token: mail address. */
    public static final String SMTP = "smtp";
    /** Outer token: SIP address without scheme. */
    public static final String SIP = "sip";
    /** Outer token: the signed token of the application that acts. Senders use this name. */
    public static final String ACTORTOKEN = "actortoken";
    /** The name of the actor token claim in [MS-XOAUTH]; accepted, never sent. */
    public static final String ACTORT = "actort";
    /** Actor token: {@code true} if the application may act for a user. */
    public static final String TRUSTED_FOR_DELEGATION = "trustedfordelegation";
    /** Tokens of the authorization server: the identity provider of {@link #NAMEID}. */
    public static final String IDENTITY_PROVIDER = "identityprovider";
    /** Assertions: the id, so that each assertion is accepted only once (RFC 7523, 3). */
    public static final String JTI = "jti";
    /** Tokens of the authorization server: object id of the application's service principal. */
    public static final String OID = "oid";
    /** Tokens of the authorization server: the same value as {@link #OID}. */
    public static final String SUB = "sub";
    /** App-only tokens of the authorization server: the application's permissions at the resource. */
    public static final String ROLES = "roles";

    /** Tokens of the authorization server: {@code true} if a credential of the tenant authenticated the application. */
    public static final String TENANT_CREDENTIAL = "xms_spcu";

    /** Access token of evoSTS: the id of the application that requested the token. */
    public static final String APPID = "appid";
    /** Access token: how the application authenticated; 0 not at all, 1 with a secret, 2 with a certificate. */
    public static final String APPIDACR = "appidacr";
    /** Access token: the issuer that authenticated the subject. */
    public static final String IDP = "idp";
    /** Access token: {@code app} if the subject is an application. */
    public static final String IDTYP = "idtyp";
    /** Access token: the tenant. */
    public static final String TID = "tid";
    /** Access token: a unique id of the token. */
    public static final String UTI = "uti";
    /** Access token: {@code 1.0} or {@code 2.0}, the version of its form. */
    public static final String VER = "ver";
    /** Access token of a person: the permissions of the application for the person, separated by spaces. */
    public static final String SCP = "scp";
    /** Access token of a person: the Windows security identifier on the premises. */
    public static final String ONPREM_SID = "onprem_sid";
    /** Access token of a person: the person's number in the online directory. */
    public static final String PUID = "puid";
    /** Access token of a person: a name for display, which identifies nobody. */
    public static final String UNIQUE_NAME = "unique_name";
    /** Access token of a person: a name for display. */
    public static final String NAME = "name";
    /** Access token of a person: the methods of authentication. */
    public static final String AMR = "amr";
    /** {@link #IDTYP} of an application. */
    public static final String APPLICATION_TYPE = "app";
    /** Access token of a person: the ids of the templates of the person's directory roles. */
    public static final String WIDS = "wids";
    /** ID token: the value with which the client recognises its request. */
    public static final String NONCE = "nonce";

    /** The {@link #NII} of Active Directory, the directory of servers on-premises. */
    public static final String NII_ACTIVE_DIRECTORY = "urn:office:idp:activedirectory";
    /** The {@link #NII} of Microsoft's online directory. */
    public static final String NII_ONLINE = "urn:federation:MicrosoftOnline";

    private ClaimNames() {}
}
