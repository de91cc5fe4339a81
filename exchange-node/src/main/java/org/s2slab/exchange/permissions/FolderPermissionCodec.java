package org.s2slab.exchange.permissions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.PermissionLevel;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.validation.UserDirectory.Kind;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Reads and writes the permissions of folders in EWS: PermissionSetType and CalendarPermissionSetType. */
public record FolderPermissionCodec(PermissionStore store) {
    /** The format of a SID, [MS-DTYP] 2.4.2.1. */
    private static final Pattern SID = Pattern.compile("[Ss]-1-\\d{1,15}(-\\d{1,10}){1,15}");

    private static final XmlNamespace T = EwsNames.TYPES;

    /** The permission elements with their flags, in the order of the schema. */
    private static final Map<String, Integer> FLAGS = new LinkedHashMap<>();

    static {
        FLAGS.put("CanCreateItems", FolderRights.CREATE);
        FLAGS.put("CanCreateSubFolders", FolderRights.CREATE_SUBFOLDER);
        FLAGS.put("IsFolderOwner", FolderRights.OWNER);
        FLAGS.put("IsFolderVisible", FolderRights.VISIBLE);
        FLAGS.put("IsFolderContact", FolderRights.CONTACT);
    }

    private static final Map<String, Integer> VALUES = Map.of(
            "EditItems/Owned", FolderRights.EDIT_OWNED,
            "EditItems/All", FolderRights.EDIT_ANY,
            "DeleteItems/Owned", FolderRights.DELETE_OWNED,
            "DeleteItems/All", FolderRights.DELETE_ANY,
            "ReadItems/FullDetails", FolderRights.READ_ANY,
            "ReadItems/TimeOnly", FolderRights.FREE_BUSY_TIMES,
            "ReadItems/TimeAndSubjectAndLocation", FolderRights.FREE_BUSY_DETAILS);

    /** Writes the {@code PermissionSet} of a folder. */
    public EwsPayload shown(ReadTransaction rx, Mailbox mailbox, MailFolder folder) {
        boolean calendar = folder.isCalendar();
        List<FolderPermission> entries = store.of(rx, mailbox, folder.key());
        return xml -> {
            xml.open(T, "PermissionSet").open(T, calendar ? "CalendarPermissions" : "Permissions");
            entries.stream().filter(this::isKnown).forEach(entry -> write(xml, entry, calendar));
            xml.close();
            if (!entries.stream().allMatch(this::isKnown)) {
                xml.open(T, "UnknownEntries");
                entries.stream()
                        .filter(entry -> !isKnown(entry))
                        .forEach(entry -> xml.element(T, "UnknownEntry", entry.member()));
                xml.close();
            }
            xml.close();
        };
    }

    /** Whether the account of an entry is in the directory. */
    private boolean isKnown(FolderPermission entry) {
        return List.of(FolderPermission.DEFAULT, FolderPermission.ANONYMOUS).contains(entry.member())
                || store.account(entry.member()).isPresent();
    }

    private void write(XmlWriter xml, FolderPermission entry, boolean calendar) {
        FolderRights rights = entry.rights();
        xml.open(T, calendar ? "CalendarPermission" : "Permission");
        userId(xml, entry.member());
        FLAGS.forEach((name, flag) -> xml.element(T, name, Boolean.toString(rights.has(flag))));
        xml.element(T, "EditItems", rights.over(FolderRights.EDIT_OWNED, FolderRights.EDIT_ANY))
                .element(T, "DeleteItems", rights.over(FolderRights.DELETE_OWNED, FolderRights.DELETE_ANY))
                .element(T, "ReadItems", rights.readAccess())
                .element(
                        T,
                        calendar ? "CalendarPermissionLevel" : "PermissionLevel",
                        PermissionLevel.of(rights).map(Enum::name).orElse("Custom"))
                .close();
    }

    /** Writes the {@code UserId} of an account, or of Default or Anonymous. */
    void userId(XmlWriter xml, String member) {
        xml.open(T, "UserId");
        Optional<Mailbox> account = store.account(member);
        account.ifPresent(
                found -> xml.element(T, "SID", store.mailboxes().sid(found).toUpperCase(Locale.ROOT))
                        .element(T, "PrimarySmtpAddress", found.primaryAddress())
                        .element(T, "DisplayName", found.name()));
        if (account.isEmpty()) {
            xml.element(T, "DistinguishedUser", member);
        }
        xml.close();
    }

    /**
     * Replaces the permissions of a folder by a {@code PermissionSet}; without a set, by the permissions of a folder in
     * a new mailbox.
     *
     * @throws EwsError for an invalid set, or a set for another type of folder
     */
    public void replace(WriteTransaction tx, Mailbox mailbox, MailFolder folder, Optional<XmlElement> given) {
        given.ifPresentOrElse(
                set -> store.replace(tx, mailbox, folder.key(), read(set, folder.isCalendar())),
                () -> store.reset(tx, mailbox, folder.key()));
    }

    private List<FolderPermission> read(XmlElement given, boolean calendar) {
        if (given.child("UnknownEntries")
                .filter(unknown -> !unknown.children().isEmpty())
                .isPresent()) {
            throw new EwsError(ResponseCode.ErrorCannotSetPermissionUnknownEntries);
        }
        if (given.child(calendar ? "Permissions" : "CalendarPermissions").isPresent()) {
            throw new EwsError(
                    calendar
                            ? ResponseCode.ErrorCannotSetNonCalendarPermissionOnCalendarFolder
                            : ResponseCode.ErrorCannotSetCalendarPermissionOnNonCalendarFolder);
        }
        List<FolderPermission> entries = new ArrayList<>();
        given.children().stream().flatMap(list -> list.children().stream()).forEach(entry -> {
            String member = member(entry.child("UserId").orElseThrow());
            if (entries.stream().anyMatch(before -> before.member().equals(member))) {
                throw new EwsError(ResponseCode.ErrorDuplicateUserIdsSpecified);
            }
            entries.add(new FolderPermission(member, rights(entry)));
        });
        return entries;
    }

    /** The rights of a permission level, or with {@code Custom} the single rights in the entry. */
    private static FolderRights rights(XmlElement entry) {
        String level = entry.childText("PermissionLevel")
                .or(() -> entry.childText("CalendarPermissionLevel"))
                .orElse("")
                .strip();
        if (!level.equals("Custom")) {
            return PermissionLevel.valueOf(level).rights();
        }
        int flags = FLAGS.entrySet().stream()
                .filter(flag -> entry.isChildTrue(flag.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        int values = Stream.of("EditItems", "DeleteItems", "ReadItems")
                .mapToInt(name -> VALUES.getOrDefault(
                        name + "/" + entry.childText(name).orElse("").strip(), 0))
                .sum();
        return new FolderRights(flags | values);
    }

    /**
     * The member that a {@code UserId} names: the id of an account, or Default or Anonymous.
     *
     * @throws EwsError if the element names no user, or an unknown user
     */
    private String member(XmlElement userId) {
        return userId.childText("DistinguishedUser")
                .map(String::strip)
                .or(() -> user(userId).map(Mailbox::id))
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidUserInfo));
    }

    /**
     * The account with the SID or address of a {@code UserId}; empty if there is none.
     *
     * @throws EwsError ErrorMissingUserIdInformation without SID and address, ErrorInvalidUserSid for an invalid SID
     */
    Optional<Mailbox> user(XmlElement userId) {
        Optional<String> sid = userId.childText("SID").map(String::strip).filter(text -> !text.isEmpty());
        Optional<String> address =
                userId.childText("PrimarySmtpAddress").map(String::strip).filter(text -> !text.isEmpty());
        if (sid.isEmpty() && address.isEmpty()) {
            throw new EwsError(ResponseCode.ErrorMissingUserIdInformation);
        }
        ResponseCode.ErrorInvalidUserSid.throwIf(
                sid.filter(text -> !SID.matcher(text).matches()).isPresent());
        return sid.map(text -> store.mailboxes().only(Kind.SID, text))
                .orElseGet(() -> store.mailboxes().only(Kind.SMTP, address.orElseThrow()));
    }
}
