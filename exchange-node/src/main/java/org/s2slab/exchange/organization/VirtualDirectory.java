package org.s2slab.exchange.organization;

/** A virtual directory of the web server, for which administrators choose the ways of authentication. */
enum VirtualDirectory {
    EWS("WebServices", "EWS", "/EWS/Exchange.asmx"),
    AUTODISCOVER("Autodiscover", "Autodiscover", "");

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

    /** The key of the setting that switches OAuth on. */
    String setting() {
        return noun + "OAuthAuthentication";
    }
}
