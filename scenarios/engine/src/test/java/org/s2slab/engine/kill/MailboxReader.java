package org.s2slab.engine.kill;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Reads the mailbox of a person over EWS. */
final class MailboxReader {
    private static final String SHAPE = "<m:ItemShape><t:BaseShape>%s</t:BaseShape></m:ItemShape>";

    private MailboxReader() {}

    /**
     * The content of the hidden folder for archived conversations.
     *
     * @param text the bodies of all items
     * @param attachments the content in base64, by name; a duplicate name fails
     */
    record Purges(int items, String text, Map<String, String> attachments) {}

    static Purges purges(Office office, String person) {
        List<String> ids = found(office, person, "recoverableitemspurges", "IdOnly")
                .select("t|ItemId")
                .eachAttr("Id");
        StringBuilder text = new StringBuilder();
        Map<String, String> attachments = new LinkedHashMap<>();
        for (String id : ids) {
            Document item = parsed(office.soap(
                    person,
                    "<m:GetItem>" + SHAPE.formatted("AllProperties") + "<m:ItemIds><t:ItemId Id=\"" + id
                            + "\"/></m:ItemIds></m:GetItem>"));
            text.append(item.select("t|Body").text());
            for (Element attachment : item.select("t|AttachmentId")) {
                Document file = parsed(office.soap(
                        person,
                        "<m:GetAttachment><m:AttachmentIds><t:AttachmentId Id=\"" + attachment.attr("Id")
                                + "\"/></m:AttachmentIds></m:GetAttachment>"));
                String twice = attachments.put(
                        file.select("t|FileAttachment > t|Name").text(),
                        file.select("t|Content").text());
                if (twice != null) {
                    throw new AssertionError(person + " has a file twice: " + file);
                }
            }
        }
        return new Purges(ids.size(), text.toString(), attachments);
    }

    /** The subjects of the meetings in a person's calendar, without cancelled meetings. */
    static List<String> appointments(Office office, String person) {
        return found(office, person, "calendar", "AllProperties").select("t|CalendarItem").stream()
                .filter(item -> !item.select("t|IsCancelled").text().equals("true"))
                .map(item -> item.select("t|Subject").text())
                .toList();
    }

    private static Document found(Office office, String person, String folder, String shape) {
        Document found = parsed(office.soap(
                person,
                "<m:FindItem Traversal=\"Shallow\">" + SHAPE.formatted(shape)
                        + "<m:ParentFolderIds><t:DistinguishedFolderId Id=\"" + folder
                        + "\"/></m:ParentFolderIds></m:FindItem>"));
        if (found.select("m|FindItemResponseMessage[ResponseClass=Success]").isEmpty()) {
            throw new AssertionError("FindItem: " + found);
        }
        return found;
    }

    static Document parsed(String xml) {
        return Jsoup.parse(xml, Parser.xmlParser());
    }
}
