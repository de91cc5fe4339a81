package org.s2slab.exchange.autodiscover;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.CRC32;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Writes the responses of plain XML Autodiscover. */
record PoxResponseWriter(String host, MailboxSettings settings, Clock clock) {
    static final XmlNamespace REQUEST =
            new XmlNamespace("", "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006");
    static final XmlNamespace RESPONSE =
            new XmlNamespace("", "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a");

    private static final XmlNamespace ROOT =
            new XmlNamespace("", "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSSS", Locale.ROOT);

    /** Writes the EWS URL of a mailbox for internal (EXCH) and external (EXPR) connections. */
    String account(Mailbox mailbox) {
        XmlWriter xml = new XmlWriter().open(ROOT, "Autodiscover").open(RESPONSE, "Response");
        xml.open(RESPONSE, "User")
                .element(RESPONSE, "DisplayName", mailbox.name())
                .element(RESPONSE, "LegacyDN", mailbox.legacyName())
                .element(RESPONSE, "AutoDiscoverSMTPAddress", mailbox.primaryAddress())
                .element(RESPONSE, "DeploymentId", mailbox.id())
                .close();
        xml.open(RESPONSE, "Account").element(RESPONSE, "AccountType", "email").element(RESPONSE, "Action", "settings");
        protocol(xml, "EXCH", settings.value("InternalEwsUrl", mailbox).orElseThrow());
        protocol(xml, "EXPR", settings.value("ExternalEwsUrl", mailbox).orElseThrow());
        return xml.close().close().close().document();
    }

    /** The response to a request that is not an Autodiscover request. */
    String invalidRequest() {
        return error("600", "Invalid Request");
    }

    /** The response to a request for an unsupported response format. */
    String unknownSchema() {
        return error("601", "Provider is not available");
    }

    /** The response for an address without a mailbox. */
    String unknownAddress() {
        return error("500", "The email address can't be found.");
    }

    private void protocol(XmlWriter xml, String type, String ewsUrl) {
        xml.open(RESPONSE, "Protocol")
                .element(RESPONSE, "Type", type)
                .element(RESPONSE, "Server", host)
                .element(RESPONSE, "ASUrl", ewsUrl)
                .element(RESPONSE, "EwsUrl", ewsUrl)
                .close();
    }

    private String error(String code, String message) {
        CRC32 id = new CRC32();
        id.update(host.getBytes(StandardCharsets.UTF_8));
        return new XmlWriter()
                .open(ROOT, "Autodiscover")
                .open(ROOT, "Response")
                .open(ROOT, "Error")
                .attribute("Time", TIME.format(LocalTime.ofInstant(clock.instant(), ZoneOffset.UTC)))
                .attribute("Id", Long.toString(id.getValue()))
                .element(ROOT, "ErrorCode", code)
                .element(ROOT, "Message", message)
                .open(ROOT, "DebugData")
                .close()
                .close()
                .close()
                .close()
                .document();
    }
}
