package org.s2slab.exchange.content;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.property.StoredJsonReader;

/**
 * Converts a whole item to bytes and back, for attached items, ExportItems and UploadItems. The format is JSON after a
 * mark of eight bytes. The product uses another format (a fast transfer stream), which clients cannot read, either.
 */
public final class ItemSerializer {
    /** The mark of this format. A changed format needs another mark. */
    private static final String MARK = "S2SITEM2";

    /**
     * A changed occurrence of a series.
     *
     * @param attachments the own attachments of an exception; empty if the occurrence has the attachments of its series
     */
    public record Change(ChangedOccurrence change, Optional<List<AttachmentWithContent>> attachments) {}

    private ItemSerializer() {}

    /** Writes a series with its changed occurrences. */
    public static Buffer write(ItemWithAttachments series, List<Change> changes) {
        JsonArray all = new JsonArray();
        changes.forEach(change -> all.add(json(change)));
        return Buffer.buffer(MARK).appendBuffer(json(series).put("changes", all).toBuffer());
    }

    public static Buffer write(ItemWithAttachments item) {
        return Buffer.buffer(MARK).appendBuffer(json(item).toBuffer());
    }

    /** Reads an item; empty if the bytes do not have this format. */
    public static Optional<ItemWithAttachments> read(Buffer bytes) {
        return read(bytes, ItemSerializer::item);
    }

    /** Reads the changed occurrences of a series; empty if the bytes do not have this format. */
    public static Optional<List<Change>> changes(Buffer bytes) {
        return read(
                bytes,
                json -> json.getJsonArray("changes", new JsonArray()).stream()
                        .map(change -> change((JsonObject) change))
                        .toList());
    }

    private static <T> Optional<T> read(Buffer bytes, Function<JsonObject, T> reader) {
        String mark = bytes.getString(0, Math.min(bytes.length(), MARK.length()));
        if (!mark.equals(MARK)) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(StoredJsonReader.object(bytes.getString(MARK.length(), bytes.length()))));
        } catch (DecodeException
                | DateTimeException
                | IllegalArgumentException
                | ClassCastException
                | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static JsonObject json(ItemWithAttachments whole) {
        ItemContent content = whole.content();
        return new JsonObject()
                .put("kind", content.kind().name())
                .put("class", content.itemClass())
                .put("subject", content.subject())
                .put("html", content.html())
                .put("text", content.text())
                .put("read", content.read())
                .put("draft", content.draft())
                .put("associated", content.isAssociated())
                .put("received", content.received())
                .put("sent", content.sent())
                .put("starts", content.starts())
                .put("ends", content.ends())
                .put("properties", PropertyValueCodec.json(content.values()))
                .put("attachments", json(whole.attachments()));
    }

    private static JsonObject json(Change whole) {
        ChangedOccurrence change = whole.change();
        return new JsonObject()
                .put("original", change.original())
                .put("starts", change.starts())
                .put("ends", change.ends())
                .put("differences", PropertyValueCodec.json(change.differences()))
                .put(
                        "attachments",
                        whole.attachments().map(ItemSerializer::json).orElse(null));
    }

    private static Change change(JsonObject json) {
        ChangedOccurrence change = new ChangedOccurrence(
                json.getInstant("original"),
                time(json, "starts"),
                time(json, "ends"),
                PropertyValueCodec.read(json.getString("differences")),
                null);
        return new Change(
                change, Optional.ofNullable(json.getJsonArray("attachments")).map(ItemSerializer::attachments));
    }

    private static JsonArray json(List<AttachmentWithContent> attachments) {
        JsonArray all = new JsonArray();
        attachments.forEach(attachment -> all.add(json(attachment)));
        return all;
    }

    private static JsonObject json(AttachmentWithContent attachment) {
        ItemWithAttachments item = attachment.item();
        JsonObject json = new JsonObject()
                .put("name", attachment.name())
                .put("contentType", attachment.contentType())
                .put("contentId", attachment.contentId())
                .put("contentLocation", attachment.contentLocation())
                .put("inline", attachment.inline())
                .put("file", attachment.file())
                .put("item", item == null ? null : json(item));
        return attachment.key() == null ? json : json.put("key", attachment.key());
    }

    private static ItemWithAttachments item(JsonObject json) {
        ItemContent content = new ItemContent(
                ItemKind.valueOf(json.getString("kind")),
                Objects.requireNonNull(json.getString("class")),
                Objects.requireNonNull(json.getString("subject")),
                new ItemContent.Body(json.getString("html"), Objects.requireNonNull(json.getString("text"))),
                Switches.<ItemFlag>of()
                        .with(ItemFlag.READ, json.getBoolean("read"))
                        .with(ItemFlag.DRAFT, json.getBoolean("draft"))
                        .with(ItemFlag.ASSOCIATED, json.getBoolean("associated")),
                new ItemContent.Times(
                        time(json, "received"), time(json, "sent"), time(json, "starts"), time(json, "ends")),
                PropertyValueCodec.read(json.getString("properties")));
        return new ItemWithAttachments(content, attachments(json.getJsonArray("attachments")));
    }

    private static List<AttachmentWithContent> attachments(JsonArray all) {
        List<AttachmentWithContent> attachments = new ArrayList<>();
        for (Object attachment : all) {
            attachments.add(attachment((JsonObject) attachment, attachments.size()));
        }
        return attachments;
    }

    /** Reads an attachment. An attachment without a key gets a key made from its position. */
    private static AttachmentWithContent attachment(JsonObject json, int position) {
        JsonObject item = json.getJsonObject("item");
        return new AttachmentWithContent(
                json.getString("name"),
                json.getString("contentType"),
                json.getString("contentId"),
                json.getBoolean("inline"),
                json.getBuffer("file"),
                item == null ? null : item(item),
                json.getString("contentLocation"),
                json.getString("key", new UUID(0, position).toString()));
    }

    private static @Nullable Instant time(JsonObject json, String name) {
        return json.getString(name) == null ? null : json.getInstant(name);
    }
}
