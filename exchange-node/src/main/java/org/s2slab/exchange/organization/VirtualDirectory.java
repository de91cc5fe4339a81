package org.s2slab.exchange.organization;

/** A virtual directory of the web server, for which administrators choose the ways of authentication. */
enum VirtualDirectory {
    EWS("WebServices", "EWS", "/EWS/Exchange.asmx"),
    AUTODISCOVER("Autodiscover", "Autodiscover", "");

    /** The parameter that switches sign-in with tokens on. */
    static final String OAUTH = "OAuthAuthentication";

    /** The parameter for the URL that clients in the organisation use. */
    static final String INTERNAL = "InternalUrl";

    /** The parameter for the URL that clients elsewhere use. */
    static final String EXTERNAL = "ExternalUrl";

    private final String noun;
    private final String title;
    private final String path;

    VirtualDirectory(String noun, String title, String path) {
        this.noun = noun;
        this.title = title;
        this.path = path;
    }

    /** The noun of its cmdlets. */
    String noun() {
        return noun + "VirtualDirectory";
    }

    String title() {
        return title + " (Default Web Site)";
    }

    /** The path in the address that the directory shows; empty for none. */
    String path() {
        return path;
    }

    /** The key under which earlier versions stored whether OAuth is on. */
    String setting() {
        return noun + OAUTH;
    }

    /** The key of a parameter of a server's directory. */
    String setting(String parameter, String server) {
        return noun + parameter + "@" + MailboxServers.name(server);
    }
}
