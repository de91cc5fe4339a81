package org.s2slab.exchange.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.Mailbox.MailboxTrait;
import org.s2slab.exchange.ids.MailboxObjectId.Kind;
import org.s2slab.exchange.ids.WebServiceId.Instruction;
import org.s2slab.exchange.ids.WebServiceId.Storage;
import org.s2slab.testing.Requirements;

/** The bytes of ids (MS-OXWSITEMID). */
class MailboxObjectIdTest {
    private static final String MAILBOX = "0b5a6c1e-9d34-47f8-a2c6-3e81d5f09b72";
    private static final String ITEM = "6f0a7b11-0000-4c4c-9d9d-abcdefabcdef";
    private static final UUID PROVIDER = UUID.fromString("a0a1a2a3-a4a5-a6a7-a8a9-aaabacadaeaf");
    private static final UUID REPLICA = UUID.fromString("b0b1b2b3-b4b5-b6b7-b8b9-babbbcbdbebf");
    private static final Buffer NONE = Buffer.buffer();

    private static WebServiceId inMailbox(Buffer entry) {
        return new WebServiceId(
                Storage.MAILBOX_ITEM_MAILBOX_GUID_BASED, MAILBOX, Instruction.NORMAL, entry, NONE, List.of());
    }

    private static Buffer plain(String text) {
        return RunLengthCodec.read(Buffer.buffer(Base64.getDecoder().decode(text)), 1000)
                .orElseThrow();
    }

    private static String hex(Buffer bytes) {
        return HexFormat.of().formatHex(bytes.getBytes());
    }

    /** An item, its folder and its change key, as worked out by hand from the published layout. */
    @Test
    @Requirements({"ITEMID R2 R17 R18 R21 R76 R37 R38 R39", "CORE R21 R76c R37b R38 R39 R74b"})
    void writesTheBytesOfTheWorkedExample() {
        WebServiceId item = inMailbox(new EntryId(PROVIDER, REPLICA, 0x10d, REPLICA, 0x1234).bytes());
        assertThat(item.text())
                .isEqualTo("AQMkADBiNWE2YzFlLTlkMzQtNDdmOC1hMmM2LTNlODFkNWYwOWI3MgBGAAADoKGio6SlpqeoqaqrrK2urwcA"
                        + "sLGys7S1tre4ubq7vL2+vwAAAgENAAAAsLGys7S1tre4ubq7vL2+vwAAAhI0AAAA");
        assertThat(WebServiceId.read(item.text())).isEqualTo(item);
        assertThat(inMailbox(new EntryId(PROVIDER, REPLICA, 0x10d, null, 0).bytes())
                        .text())
                .isEqualTo("AQMkADBiNWE2YzFlLTlkMzQtNDdmOC1hMmM2LTNlODFkNWYwOWI3MgAuAAADoKGio6SlpqeoqaqrrK2urwEA"
                        + "sLGys7S1tre4ubq7vL2+vwAAAgENAAAA");
        assertThat(ChangeKeyFormat.text(9, REPLICA, 0x1235)).isEqualTo("CQAAABYAAACwsbKztLW2t7i5uru8vb6/AAAAABI1");
    }

    @Test
    @Requirements({"ITEMID R19 R21 R22", "CORE R19"})
    void compressesOnlyWhereThatIsShorter() {
        assertThat(hex(RunLengthCodec.write(Buffer.buffer(new byte[] {1, 2, 3}))))
                .isEqualTo("00010203");
        assertThat(hex(RunLengthCodec.write(Buffer.buffer(new byte[] {5, 5, 5}))))
                .isEqualTo("00050505");
        assertThat(hex(RunLengthCodec.write(Buffer.buffer(new byte[] {5, 5, 5, 5}))))
                .isEqualTo("01050502");
        assertThat(hex(RunLengthCodec.write(Buffer.buffer(new byte[260])))).isEqualTo("010000ff000001");
        for (int length = 0; length < 600; length++) {
            Buffer zeros = Buffer.buffer(new byte[length]).appendByte((byte) 7);
            assertThat(RunLengthCodec.read(RunLengthCodec.write(zeros), 1000)).hasValue(zeros);
        }
    }

    @Test
    @Requirements("ITEMID R22")
    void refusesACompressionThatIsNone() {
        for (String hex : List.of("", "020102", "0105", "010505", "01070505", "010000ff0000ff")) {
            Optional<Buffer> read =
                    RunLengthCodec.read(Buffer.buffer(HexFormat.of().parseHex(hex)), 400);
            assertThat(read.isPresent()).as(hex).isEqualTo(hex.equals("0105"));
        }
    }

    static Stream<WebServiceId> ofEveryStorage() {
        Buffer one = Buffer.buffer(new byte[] {1, 2, 2, 2, 2, 3});
        Buffer two = Buffer.buffer(new byte[] {4});
        return Stream.of(Storage.values()).flatMap(storage -> {
            boolean named = storage.name().contains("BASED");
            String moniker = !named ? "" : storage.name().contains("SMTP") ? "anna@contoso.com" : MAILBOX;
            Buffer folder = storage == Storage.PUBLIC_FOLDER_ITEM ? two : NONE;
            Stream<Instruction> instructions =
                    named || folder == two ? Stream.of(Instruction.values()) : Stream.of(Instruction.NORMAL);
            return instructions.flatMap(instruction -> Stream.of(List.<Buffer>of(), List.of(one), List.of(two, one))
                    .map(attachments -> new WebServiceId(storage, moniker, instruction, one, folder, attachments)));
        });
    }

    @ParameterizedTest
    @MethodSource
    @Requirements({
        "ITEMID R60 R61 R62 R63 R64 R65 R66 R67 R68 R28 R32 R33 R34 R75 R76 R77 R78 R42 R70 R44 R46 R47 R48 R49 R50 R52",
        "CORE R63b R64 R66 R67b R75b R44 R46b R47c R48"
    })
    void ofEveryStorage(WebServiceId id) {
        assertThat(WebServiceId.read(id.text())).isEqualTo(id);
        Buffer plain = plain(id.text());
        assertThat(plain.getByte(0)).isEqualTo((byte) List.of(Storage.values()).indexOf(id.storage()));
        assertThat(hex(plain)).as("the length as Int16").contains("0600" + hex(id.storeId()));
        int levels = id.attachments().size();
        int behind = id.attachments().stream().mapToInt(Buffer::length).sum() + 2 * levels;
        if (levels > 0) {
            assertThat(plain.getUnsignedByte(plain.length() - behind - 1)).isEqualTo((short) levels);
        }
        assertThatThrownBy(() -> WebServiceId.read(
                        encoded(plain.copy().appendByte((byte) 0).appendByte((byte) 0))))
                .isInstanceOf(MailboxException.class)
                .hasMessage("ID_MALFORMED");
        assertThatThrownBy(() -> WebServiceId.read(encoded(plain.getBuffer(0, plain.length() - 1))))
                .isInstanceOf(MailboxException.class)
                .hasMessage("ID_MALFORMED");
    }

    private static String encoded(Buffer plain) {
        return Base64.getEncoder().encodeToString(RunLengthCodec.write(plain).getBytes());
    }

    @Test
    @Requirements("ITEMID R51")
    void nestsAttachmentsAsOftenAsAByteCounts() {
        List<Buffer> levels = Collections.nCopies(255, NONE);
        WebServiceId most = new WebServiceId(Storage.PUBLIC_FOLDER, "", Instruction.NORMAL, NONE, NONE, levels);
        assertThat(WebServiceId.read(most.text()).attachments()).hasSize(255);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void readsWhatItWrites(Kind kind) {
        MailboxObjectId item = new MailboxObjectId(Kind.ITEM, MAILBOX, ITEM);
        MailboxObjectId id = switch (kind) {
            case FOLDER ->
                DistinguishedFolder.INBOX.idIn(new org.s2slab.exchange.accounts.Mailbox(
                        MAILBOX,
                        "a",
                        "a@b",
                        null,
                        null,
                        List.of(),
                        Switches.of(MailboxTrait.ENABLED, MailboxTrait.PRESENT)));
            case OCCURRENCE -> item.occurrence(Instant.parse("1601-02-03T04:05:06Z"));
            case ATTACHMENT -> item.attachment(MAILBOX).attachment(ITEM);
            default -> new MailboxObjectId(kind, MAILBOX, ITEM);
        };
        assertThat(MailboxObjectId.read(id.text())).isEqualTo(id);
        assertThat(id.text()).hasSizeLessThan(512);
        Buffer plain = plain(id.text());
        assertThat(plain.getByte(0)).isEqualTo((byte) (kind == Kind.CONVERSATION ? 4 : 3));
        assertThat(plain.getString(3, 39)).isEqualTo(MAILBOX);
        assertThat(plain.getByte(39)).isEqualTo((byte) (kind == Kind.OCCURRENCE ? 1 : 0));
        assertThat(plain.getUnsignedShortLE(40))
                .isEqualTo(
                        switch (kind) {
                            case FOLDER -> 46;
                            case OCCURRENCE -> 81;
                            case CONVERSATION -> 16;
                            default -> 70;
                        });
    }

    /** Each bit of an id, turned round: no other thing of this mailbox, and none of another, comes of it. */
    @Test
    void turnsNoIdIntoThatOfAnotherMailbox() {
        MailboxObjectId id = new MailboxObjectId(Kind.ITEM, MAILBOX, ITEM);
        Buffer plain = plain(id.text());
        for (int bit = 0; bit < plain.length() * Byte.SIZE; bit++) {
            Buffer forged = plain.copy();
            forged.setByte(bit / Byte.SIZE, (byte) (forged.getByte(bit / Byte.SIZE) ^ 1 << bit % Byte.SIZE));
            MailboxObjectId.parse(encoded(forged))
                    .ifPresent(other -> assertThat(other.mailbox()).isEqualTo(MAILBOX));
        }
        Buffer moved = Buffer.buffer(plain.getBytes()).setString(3, "1" + MAILBOX.substring(1));
        assertThat(MailboxObjectId.parse(encoded(moved))).isEmpty();
    }

    @Test
    void comparesChangeKeysByTheChange() {
        String key = ChangeKeyFormat.of("Task", MAILBOX, 0x1_0000_0007L);
        assertThat(Base64.getDecoder().decode(key)[0]).isEqualTo((byte) 19);
        assertThat(ChangeKeyFormat.isOf(key, 0x1_0000_0007L)).isTrue();
        assertThat(ChangeKeyFormat.isOf(key, 7)).isFalse();
        assertThat(ChangeKeyFormat.isOf(ChangeKeyFormat.of("Message", MAILBOX, 7), 7))
                .isTrue();
        assertThat(ChangeKeyFormat.isOf("EQAAAA==", 0)).isFalse();
        assertThat(List.of(key, "EQAAAA==", "AQAAAA==")).allMatch(ChangeKeyFormat::isWellFormed);
        assertThat(List.of("", "x", "AAAA", "BQAAAA==", "EQAAAAA=", key.substring(4)))
                .noneMatch(ChangeKeyFormat::isWellFormed);
    }
}
