package org.s2slab.exchange.ews;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.ApplicationRole;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.Mailbox.MailboxTrait;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.accounts.RoleAssignment;
import org.s2slab.exchange.accounts.RoleAssignmentStore;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopJournal;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerGrants;
import org.s2slab.validation.UserDirectory.Kind;
import org.s2slab.xml.XmlElement;

/**
 * Determines the mailbox in which a request acts. Users act in their own mailboxes; with the role
 * ApplicationImpersonation they may act in other mailboxes. An application with a user in its token acts only for that
 * user. Its linked account needs the role UserApplication. An application without a user needs the impersonation
 * header, and either a linked account with ApplicationImpersonation or the permission full_access_as_app. Some
 * operations also require a management role. A caller that may search all mailboxes may also read the items found.
 */
public final class MailboxResolver {
    private final MailboxDirectory mailboxes;
    private final RoleAssignmentStore roles;
    private final RoleAuthorizer granted;
    private final ApplicationPermissions rights;
    private final ApplicationScopes scopes;
    private final HopJournal journal;
    private final Function<PrincipalId, Optional<PartnerApplication>> partners;

    /**
     * @param scopes decides in which mailboxes an application may use EWS
     * @param partners returns the registration of an application, if one exists
     */
    public MailboxResolver(
            MailboxDirectory mailboxes,
            RoleAssignmentStore roles,
            ApplicationScopes scopes,
            HopJournal journal,
            Function<PrincipalId, Optional<PartnerApplication>> partners) {
        this.mailboxes = mailboxes;
        this.roles = roles;
        this.granted = new RoleAuthorizer(roles);
        this.rights = new ApplicationPermissions(journal);
        this.scopes = scopes;
        this.journal = journal;
        this.partners = partners;
    }

    /**
     * Authorizes a request: adds the caller's management roles and the mailbox in which the request acts.
     *
     * @throws EwsFault if the caller is not allowed, or the mailbox does not exist
     * @throws org.s2slab.refusal.Refusal by rule I6 if the application does not have the required permission
     */
    EwsRequest authorized(Caller caller, EwsEnvelope envelope, EwsOperation operation, CallContext context) {
        Optional<PartnerApplication> partner = partner(caller);
        CallerRoles access = new CallerRoles(
                caller,
                context,
                partner.orElse(null),
                partner.flatMap(this::linkedAccount).orElse(null),
                roles::of,
                journal);
        return new EwsRequest(
                envelope.operation(),
                of(caller, envelope, operation, access, context),
                caller,
                access,
                envelope.timeZone(),
                envelope.version(),
                context);
    }

    /**
     * Checks the caller's rights, and returns the mailbox in which the caller acts. For an application without a user
     * but with a ManagementRole header, this is the mailbox of its linked account.
     */
    private Mailbox of(
            Caller caller, EwsEnvelope envelope, EwsOperation operation, CallerRoles access, CallContext context) {
        rights.require(caller, grants(caller), operation.name(), context);
        if (caller.user() != null) {
            access.requireUser(operation.name());
        }
        Optional<ManagementRoleHeader> header = envelope.roles();
        ResponseCode.ErrorInvalidManagementRoleHeader.faultIf(
                header.isPresent() && envelope.impersonation().isPresent(),
                "The ManagementRole header cannot be used together with ExchangeImpersonation.");
        if (header.isPresent() && caller.user() == null) {
            ApplicationRole role = operation
                    .role()
                    .or(() -> looking(operation).map(looks -> ApplicationRole.MAILBOX_SEARCH))
                    .orElseThrow(RoleAuthorizer::denied);
            granted.require(role, access, Optional.empty(), header, operation.name());
            return looking(operation)
                    .flatMap(looks -> searched(envelope.operation()))
                    .or(() -> partner(caller).flatMap(this::linkedAccount))
                    .orElseThrow(RoleAuthorizer::denied);
        }
        Mailbox mailbox = of(caller, envelope.impersonation(), operation, access, context);
        operation
                .role()
                .ifPresent(role -> granted.require(role, access, Optional.of(mailbox), header, operation.name()));
        return looking(operation)
                .filter(looks -> granted.allow(ApplicationRole.MAILBOX_SEARCH, access, Optional.of(mailbox), header))
                .flatMap(looks -> searched(envelope.operation()))
                .orElse(mailbox);
    }

    private static Optional<EwsOperation> looking(EwsOperation operation) {
        return Optional.of(operation).filter(one -> ApplicationRole.FOUND_ITEMS.contains(one.name()));
    }

    /** The mailbox of the first item or attachment id in a request. */
    private Optional<Mailbox> searched(XmlElement operation) {
        return operation
                .child("ItemIds")
                .or(() -> operation.child("AttachmentIds"))
                .flatMap(ids -> ids.children().stream().findFirst())
                .flatMap(id -> id.attribute("Id"))
                .flatMap(id -> MailboxObjectId.parse(id.strip()))
                .flatMap(id -> mailboxes.withId(id.mailbox()));
    }

    private Mailbox of(
            Caller caller,
            Optional<XmlElement> impersonation,
            EwsOperation operation,
            CallerRoles access,
            CallContext context) {
        ActingUser user = caller.user();
        if (impersonation.isEmpty()) {
            if (user == null && !operation.needsMailbox() && scopes.isUnlimited(caller, ApplicationPermissions.EWS)) {
                return account(caller);
            }
            if (user == null) {
                throw new EwsFault(
                        ResponseCode.ErrorAccessDenied,
                        "ExchangeImpersonation SOAP header must be present for this type of OAuth token.");
            }
            // A user without a mailbox may have rights in other mailboxes.
            return operation.needsMailbox() && !caller.isPerson() ? present(own(user)) : enabled(own(user));
        }
        XmlElement requested = impersonation.get();
        if (user == null) {
            if (!caller.roles().isEmpty() || scopes.permitsAnywhere(caller, ApplicationPermissions.EWS)) {
                return scoped(caller, requested, operation, context);
            }
            if (!grants(caller).appOnly().contains(ApplicationPermissions.EVERY_MAILBOX)) {
                access.require(
                        ApplicationRole.IMPERSONATION,
                        operation.name(),
                        new EwsFault(ResponseCode.ErrorImpersonateUserDenied));
            }
            return present(impersonated(requested));
        }
        Mailbox own = own(user);
        if (caller.isPerson() && roles.has(own.id(), RoleAssignment.APPLICATION_IMPERSONATION)) {
            return present(impersonated(requested));
        }
        ResponseCode.ErrorImpersonateUserDenied.faultIf(
                matching(requested).stream().noneMatch(own::equals));
        return present(own);
    }

    /** The impersonated mailbox in the scope of an application, which does not learn who exists outside its scope. */
    private Mailbox scoped(Caller caller, XmlElement requested, EwsOperation operation, CallContext context) {
        List<Mailbox> found = matching(requested);
        boolean isInScope = found.isEmpty()
                ? scopes.isUnlimited(caller, ApplicationPermissions.EWS)
                : found.stream().allMatch(one -> scopes.permits(caller, ApplicationPermissions.EWS, one));
        rights.requireScope(caller, isInScope, operation.name(), context);
        return present(impersonated(requested));
    }

    /** A virtual account without a mailbox, for an application that acts without a user in no mailbox. */
    private static Mailbox account(Caller caller) {
        String name = String.valueOf(caller.application());
        return new Mailbox(name, name, name, null, null, List.of(), Switches.of(MailboxTrait.ENABLED));
    }

    private Mailbox own(ActingUser user) {
        return mailboxes.of(user).orElseThrow(() -> new EwsFault(ResponseCode.ErrorNonExistentMailbox));
    }

    private static Mailbox present(Mailbox mailbox) {
        ResponseCode.ErrorNonExistentMailbox.faultIf(!mailbox.present());
        return enabled(mailbox);
    }

    private static Mailbox enabled(Mailbox mailbox) {
        ResponseCode.ErrorAccountDisabled.faultIf(!mailbox.enabled());
        return mailbox;
    }

    private PartnerGrants grants(Caller caller) {
        return partner(caller).map(PartnerApplication::grants).orElse(PartnerGrants.NONE);
    }

    private Optional<PartnerApplication> partner(Caller caller) {
        return Optional.ofNullable(caller.application()).flatMap(partners);
    }

    private Optional<Mailbox> linkedAccount(PartnerApplication partner) {
        return Optional.ofNullable(partner.linkedAccount())
                .flatMap(account -> mailboxes.identified(CallerRoles.accountName(account)).stream()
                        .findFirst());
    }

    private Mailbox impersonated(XmlElement requested) {
        List<Mailbox> found = matching(requested);
        ResponseCode.ErrorImpersonationFailed.faultIf(
                found.size() > 1, "'" + requested.text() + "' names several accounts.");
        if (found.isEmpty()) {
            throw new EwsFault(
                    switch (requested.name()) {
                        case "PrincipalName" -> ResponseCode.ErrorInvalidUserPrincipalName;
                        case "SID" -> ResponseCode.ErrorInvalidUserSid;
                        default -> ResponseCode.ErrorNonExistentMailbox;
                    });
        }
        return found.get(0);
    }

    private List<Mailbox> matching(XmlElement requested) {
        String value = requested.text().strip();
        return switch (requested.name()) {
            case "PrincipalName" -> mailboxes.find(Kind.UPN, value);
            case "SID" -> mailboxes.find(Kind.SID, value);
            case "SmtpAddress" -> mailboxes.find(Kind.SMTP, value);
            case "PrimarySmtpAddress" ->
                mailboxes.find(Kind.SMTP, value).stream()
                        .filter(mailbox -> mailbox.primaryAddress().equalsIgnoreCase(value))
                        .toList();
            default -> List.of(); // The schema has no other identity.
        };
    }
}
