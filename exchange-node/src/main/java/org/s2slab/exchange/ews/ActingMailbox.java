package org.s2slab.exchange.ews;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.mailbox.Mailbox;
import org.s2slab.exchange.mailbox.MailboxDirectory;
import org.s2slab.exchange.mailbox.RoleAssignment;
import org.s2slab.exchange.mailbox.RoleAssignments;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.xml.XmlElement;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.trace.CallContext;
import org.s2slab.trust.Grants;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.validation.UserDirectory.Kind;

/**
 * Decides in whose mailbox a request acts. A person acts in their own, or with the role ApplicationImpersonation in
 * another's; an application acts for the user of its token and nobody else; an application that comes without a user
 * needs the header, and a linked account with that role. What needs a management role is done only for who has it;
 * who may search all mailboxes may also look at what was found there.
 */
public final class ActingMailbox {
    /** What a searcher may do with what was found: look at it, by its id. */
    private static final Set<String> LOOKING = Set.of("GetItem", "GetAttachment", "ExportItems");

    private final MailboxDirectory mailboxes;
    private final RoleAssignments roles;
    private final GrantedRoles granted;
    private final ApplicationRights rights;
    private final Function<PrincipalId, Optional<PartnerApplication>> partners;

    /** @param partners the registration of an application, where it has one */
    public ActingMailbox(
            MailboxDirectory mailboxes,
            RoleAssignments roles,
            ApplicationRights rights,
            Function<PrincipalId, Optional<PartnerApplication>> partners) {
        this.mailboxes = mailboxes;
        this.roles = roles;
        this.granted = new GrantedRoles(roles);
        this.rights = rights;
        this.partners = partners;
    }

    /**
     * The mailbox a caller acts in, once it is clear that it may do what it asks for. That is the application's own
     * account where it comes without a user and in a role of its own.
     *
     * @throws EwsFault when the caller may not, or there is no such mailbox
     * @throws org.s2slab.refusal.Refusal by I6 when the user may and the application was not given it
     */
    Mailbox of(Caller caller, EwsEnvelope envelope, EwsOperation operation, CallContext context) {
        rights.require(caller, grants(caller), operation.name(), context);
        Optional<ManagementRoles> header = envelope.roles();
        Optional<Mailbox> linked = linkedAccount(caller.application());
        if (header.isPresent() && envelope.impersonation().isPresent()) {
            throw new EwsFault(
                    ResponseCode.ErrorInvalidManagementRoleHeader,
                    "The ManagementRole header cannot be used together with ExchangeImpersonation.");
        }
        if (header.isPresent() && caller.user() == null) {
            AdminRole role = operation
                    .role()
                    .or(() -> looking(operation).map(looks -> AdminRole.MAILBOX_SEARCH))
                    .orElseThrow(GrantedRoles::denied);
            granted.require(role, caller, Optional.empty(), linked, header);
            return looking(operation)
                    .flatMap(looks -> searched(envelope.operation()))
                    .or(() -> linked)
                    .orElseThrow(GrantedRoles::denied);
        }
        Mailbox mailbox = of(caller, envelope.impersonation(), operation.needsMailbox());
        operation.role().ifPresent(role -> granted.require(role, caller, Optional.of(mailbox), linked, header));
        return looking(operation)
                .flatMap(looks -> searched(envelope.operation()))
                .filter(other -> granted.allow(AdminRole.MAILBOX_SEARCH, caller, Optional.of(mailbox), linked, header))
                .orElse(mailbox);
    }

    private static Optional<EwsOperation> looking(EwsOperation operation) {
        return Optional.of(operation).filter(one -> LOOKING.contains(one.name()));
    }

    /** The mailbox of the first thing a request names by id. */
    private Optional<Mailbox> searched(XmlElement operation) {
        return operation
                .child("ItemIds")
                .or(() -> operation.child("AttachmentIds"))
                .flatMap(ids -> ids.children().stream().findFirst())
                .flatMap(id -> id.attribute("Id"))
                .flatMap(id -> StoreId.parse(id.strip()))
                .flatMap(id -> mailboxes.all().stream()
                        .filter(mailbox -> mailbox.id().equals(id.mailbox()))
                        .findFirst());
    }

    private Mailbox of(Caller caller, Optional<XmlElement> connectingSid, boolean needed) {
        ActingUser user = caller.user();
        if (connectingSid.isEmpty()) {
            if (user == null) {
                throw new EwsFault(
                        ResponseCode.ErrorAccessDenied,
                        "ExchangeImpersonation SOAP header must be present for this type of OAuth token.");
            }
            return needed ? present(own(user)) : enabled(own(user));
        }
        XmlElement wanted = only(connectingSid.get());
        if (user == null) {
            if (!grants(caller).appOnly().contains(ApplicationRights.EVERY_MAILBOX)) {
                requireRole(linkedAccount(caller.application()).map(Mailbox::id));
            }
            return present(impersonated(wanted));
        }
        Mailbox own = own(user);
        if (caller.isPerson() && roles.has(own.id(), RoleAssignment.APPLICATION_IMPERSONATION)) {
            return present(impersonated(wanted));
        }
        if (matching(wanted).stream().noneMatch(own::equals)) {
            throw new EwsFault(ResponseCode.ErrorImpersonateUserDenied);
        }
        return present(own);
    }

    private Mailbox own(ActingUser user) {
        return mailboxes.of(user).orElseThrow(() -> new EwsFault(ResponseCode.ErrorNonExistentMailbox));
    }

    private static Mailbox present(Mailbox mailbox) {
        if (!mailbox.present()) {
            throw new EwsFault(ResponseCode.ErrorNonExistentMailbox);
        }
        return enabled(mailbox);
    }

    private static Mailbox enabled(Mailbox mailbox) {
        if (!mailbox.enabled()) {
            throw new EwsFault(ResponseCode.ErrorAccountDisabled);
        }
        return mailbox;
    }

    private void requireRole(Optional<String> account) {
        if (account.filter(id -> roles.has(id, RoleAssignment.APPLICATION_IMPERSONATION))
                .isEmpty()) {
            throw new EwsFault(ResponseCode.ErrorImpersonateUserDenied);
        }
    }

    private Grants grants(Caller caller) {
        return Optional.ofNullable(caller.application())
                .flatMap(partners)
                .map(PartnerApplication::grants)
                .orElse(Grants.NONE);
    }

    private Optional<Mailbox> linkedAccount(@Nullable PrincipalId application) {
        return Optional.ofNullable(application)
                .flatMap(partners)
                .flatMap(partner -> Optional.ofNullable(partner.linkedAccount()))
                .flatMap(account ->
                        mailboxes.identified(accountName(account)).stream().findFirst());
    }

    /** A linked account is named {@code contoso.com/Users/Name}. */
    private static String accountName(String linkedAccount) {
        return linkedAccount.substring(linkedAccount.lastIndexOf('/') + 1);
    }

    private Mailbox impersonated(XmlElement wanted) {
        List<Mailbox> found = matching(wanted);
        if (found.size() > 1) {
            throw new EwsFault(
                    ResponseCode.ErrorImpersonationFailed, "'" + wanted.text() + "' names several accounts.");
        }
        if (found.isEmpty()) {
            throw new EwsFault(
                    switch (wanted.name()) {
                        case "PrincipalName" -> ResponseCode.ErrorInvalidUserPrincipalName;
                        case "SID" -> ResponseCode.ErrorInvalidUserSid;
                        default -> ResponseCode.ErrorNonExistentMailbox;
                    });
        }
        return found.get(0);
    }

    private List<Mailbox> matching(XmlElement wanted) {
        String value = wanted.text().strip();
        return switch (wanted.name()) {
            case "PrincipalName" -> mailboxes.find(Kind.UPN, value);
            case "SID" -> mailboxes.find(Kind.SID, value);
            case "SmtpAddress" -> mailboxes.find(Kind.SMTP, value);
            default ->
                mailboxes.find(Kind.SMTP, value).stream()
                        .filter(mailbox -> mailbox.primaryAddress().equalsIgnoreCase(value))
                        .toList();
        };
    }

    private static XmlElement only(XmlElement connectingSid) {
        List<String> names = List.of("PrincipalName", "SID", "PrimarySmtpAddress", "SmtpAddress");
        List<XmlElement> given = connectingSid.children();
        if (given.size() != 1 || !names.contains(given.get(0).name())) {
            throw EwsFault.schema(
                    connectingSid.place(), "The element 'ConnectingSID' needs exactly one child of " + names + ".");
        }
        return given.get(0);
    }
}
