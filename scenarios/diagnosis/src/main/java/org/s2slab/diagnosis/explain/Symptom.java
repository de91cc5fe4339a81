package org.s2slab.diagnosis.explain;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An error text of a real product, with the causes that the lab can name.
 *
 * @param where the product and the place in which the text appears
 * @param shows the text; an ellipsis stands for variable parts
 * @param sign the pattern that recognises the text
 * @param causes the possible causes, the most likely first
 * @param note further information, for instance a different text in the lab; may be empty
 * @param source a public page that shows the text
 */
public record Symptom(Where where, String shows, Pattern sign, List<RefusalCause> causes, String note, Source source) {
    /** The product and the place in which an error text appears. */
    public enum Where {
        EXCHANGE("Exchange, x-ms-diagnostics"),
        EXCHANGE_CALLER("Exchange as a caller"),
        SHAREPOINT("SharePoint, x-ms-diagnostics and bodies"),
        LYNC("Lync, x-ms-diagnostics"),
        LYNC_EVENT("Lync, event log"),
        TOKEN_SERVICE("Token services, error_description");

        final String title;

        Where(String title) {
            this.title = title;
        }
    }

    /** The kinds of public source that show an error text. */
    public enum Source {
        FREE_BUSY(
                "Resolve free/busy errors",
                "https://learn.microsoft.com/outlook/troubleshoot/calendaring/resolve-free-busy-errors"),
        HYBRID_MODERN(
                "Hybrid modern authentication",
                "https://learn.microsoft.com/microsoft-365/enterprise/configure-exchange-server-for-hybrid-modern-authentication"),
        WILDCARDS(
                "Microsoft support: Skype for Business and Exchange integration fails if wildcards used in AcceptedDomains"
                        + " entries",
                ""),
        LINKED_ACCOUNT(
                "Client credentials in a hybrid Exchange",
                "https://blog.thenetw.org/2019/05/13/using-client_credentials-with-microsoft-graph-in-hybrid-exchange-setup/"),
        WEAK("Stack Overflow 35610506", "https://stackoverflow.com/questions/35610506"),
        NO_USER("Stack Overflow 27911867", "https://stackoverflow.com/questions/27911867"),
        HIGH_TRUST(
                "High-trust apps on SharePoint 2013",
                "https://blogs.technet.microsoft.com/speschka/2012/11/01/more-troubleshooting-tips-for-high-trust-apps-on-sharepoint-2013/"),
        UCWA("Authentication in UCWA", "https://learn.microsoft.com/skype-sdk/ucwa/authenticationinucwa"),
        CROSS_PREMISES(
                "Lync with Office 365",
                "https://adam-hand.com/2015/12/02/configure-lyncsfb-with-office-365-for-server-to-server-authentication/"),
        ACS(
                "ACS error codes",
                "https://learn.microsoft.com/previous-versions/azure/azure-services/gg185949(v=azure.100)"),
        AADSTS("Entra ID error codes", "https://learn.microsoft.com/entra/identity-platform/reference-error-codes"),
        CAPTURES("Public captures", ""),
        LAB("This lab's own text, because the product's text is not known", "");

        final String title;
        final String address;

        Source(String title, String address) {
            this.title = title;
            this.address = address;
        }
    }

    static Symptom of(Where where, String shows, String sign, Source source, String note, RefusalCause... causes) {
        return new Symptom(
                where, shows, Pattern.compile(sign, Pattern.CASE_INSENSITIVE), List.of(causes), note, source);
    }
}
