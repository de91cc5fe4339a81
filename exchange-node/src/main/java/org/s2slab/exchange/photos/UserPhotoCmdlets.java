package org.s2slab.exchange.photos;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;

/** The cmdlets Get-, Set- and Remove-UserPhoto. */
public record UserPhotoCmdlets(Database database, UserPhotoStore photos) {
    private static final int LARGEST = 1024 * 1024;

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-UserPhoto", this::get),
                CMDLETS.cmdlet("Set-UserPhoto", given -> set(given, Optional.of(jpeg(given.text("PictureData"))))),
                CMDLETS.cmdlet("Remove-UserPhoto", given -> set(given, Optional.empty())));
    }

    private Future<CmdletOutput> get(CmdletArguments given) {
        Mailbox user = user(given);
        return database.read(rx -> photos.get(rx, user))
                .map(photo -> photo.orElseThrow(() -> Refusal.notFound("There is no photo stored here.")))
                .map(photo -> CmdletOutput.of(CmdletObject.empty()
                        .with("Identity", user.name())
                        .with("PictureData", Base64.getEncoder().encodeToString(photo.getBytes()))
                        .with("IsValid", true)));
    }

    private Future<CmdletOutput> set(CmdletArguments given, Optional<Buffer> photo) {
        Mailbox user = user(given);
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> database.change(tx -> photos.set(tx, user, photo)));
    }

    /** Reads a photo. Checks that it is a JPEG file, because other users' clients get the bytes unchanged. */
    private static Buffer jpeg(String text) {
        Buffer bytes = bytes(text);
        int end = bytes.length() - 2;
        if (end < 4 || (bytes.getInt(0) & 0xFFFFFF00) != 0xFFD8FF00 || (bytes.getShort(end) & 0xFFFF) != 0xFFD9) {
            throw Refusal.invalid("PictureData: the file is not a JPEG file.");
        }
        if (bytes.length() > LARGEST) {
            throw Refusal.invalid("PictureData: the file has " + bytes.length() + " bytes, at most " + LARGEST + ".");
        }
        return bytes;
    }

    /** Reads bytes from Base64, or from the numbers with which PowerShell writes a byte array. */
    private static Buffer bytes(String text) {
        try {
            if (!text.matches("\\d{1,3}( \\d{1,3})+")) {
                return Buffer.buffer(Base64.getMimeDecoder().decode(text));
            }
            Buffer bytes = Buffer.buffer();
            for (String number : text.split(" ", -1)) {
                bytes.appendByte((byte) Integer.parseInt(number));
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("PictureData: the text is not Base64.");
        }
    }

    private Mailbox user(CmdletArguments given) {
        return ExchangeCmdlets.mailbox(photos.mailboxes(), given.text("Identity"));
    }
}
