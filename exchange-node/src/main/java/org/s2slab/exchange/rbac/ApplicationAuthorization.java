package org.s2slab.exchange.rbac;

import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.ews.ApplicationScopes;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.store.Database;
import org.s2slab.store.NamedTable;

/**
 * Decides in which mailboxes an application may use a permission (<a
 * href="https://learn.microsoft.com/exchange/permissions-exo/application-rbac">RBAC for Applications</a>): the union of the
 * consents in its token, which access policies narrow, and of its management roles in their scopes.
 */
public record ApplicationAuthorization(
        AddressBook book,
        NamedTable<ApplicationPrincipal> principals,
        NamedTable<ManagementScope> scopes,
        NamedTable<ApplicationAssignment> assignments,
        NamedTable<AccessPolicy> policies)
        implements ApplicationScopes {
    /** The permissions that access policies concern; for instance not those for mail tips and photos. */
    private static final List<String> NARROWED =
            List.of("full_access_as_app", "Mail.", "Calendars.", "Contacts.", "MailboxSettings.");

    public static ApplicationAuthorization of(Database database, AddressBook book) {
        return new ApplicationAuthorization(
                book,
                new NamedTable<>(
                        database, "application_principals", ApplicationPrincipal.class, ApplicationPrincipal::objectId),
                new NamedTable<>(database, "management_scopes", ManagementScope.class, ManagementScope::name),
                new NamedTable<>(
                        database, "application_assignments", ApplicationAssignment.class, ApplicationAssignment::name),
                new NamedTable<>(database, "access_policies", AccessPolicy.class, AccessPolicy::identity));
    }

    public Future<Void> load() {
        return principals
                .load()
                .compose(loaded -> scopes.load())
                .compose(loaded -> assignments.load())
                .compose(loaded -> policies.load());
    }

    @Override
    public boolean permits(Caller caller, List<String> permissions, Mailbox mailbox) {
        boolean isConsented = caller.roles().stream()
                .filter(permissions::contains)
                .anyMatch(consent -> !isNarrowed(consent) || policiesAllow(appId(caller), mailbox));
        return isConsented || assigned(caller, permissions).anyMatch(role -> isInScope(role, mailbox));
    }

    @Override
    public boolean permitsAnywhere(Caller caller, List<String> permissions) {
        return ApplicationScopes.super.permitsAnywhere(caller, permissions)
                || assigned(caller, permissions).findAny().isPresent();
    }

    @Override
    public boolean isUnlimited(Caller caller, List<String> permissions) {
        boolean isConsented = caller.roles().stream()
                .filter(permissions::contains)
                .anyMatch(consent ->
                        !isNarrowed(consent) || policiesOf(appId(caller)).isEmpty());
        return isConsented
                || assigned(caller, permissions).anyMatch(role -> role.scope().isEmpty());
    }

    /** Whether an application of the tenant has a management role, so that its token needs no consent. */
    public boolean hasRole(PrincipalId application) {
        return rolesOf(application.id()).findAny().isPresent();
    }

    private static String appId(Caller caller) {
        PrincipalId application = caller.application();
        return application == null ? "" : application.id();
    }

    private static boolean isNarrowed(String permission) {
        return NARROWED.stream().anyMatch(permission::startsWith);
    }

    private Stream<ApplicationAssignment> assigned(Caller caller, List<String> permissions) {
        return rolesOf(appId(caller)).filter(role -> permissions.contains(role.permission()));
    }

    private Stream<ApplicationAssignment> rolesOf(String appId) {
        return principals.all().stream()
                .filter(principal -> principal.appId().equals(appId))
                .flatMap(principal -> rolesOf(principal));
    }

    Stream<ApplicationAssignment> rolesOf(ApplicationPrincipal principal) {
        return assignments.all().stream()
                .filter(assignment -> assignment.principal().equals(principal.objectId()));
    }

    /** Whether a mailbox is in the scope of an assignment. A scope that was removed contains no mailbox. */
    boolean isInScope(ApplicationAssignment assignment, Mailbox mailbox) {
        return assignment.scope().isEmpty()
                || scopes.named(assignment.scope())
                        .filter(scope ->
                                ScopeFilterParser.parse(scope.filter()).test(new ScopedRecipient(book, mailbox)))
                        .isPresent();
    }

    private List<AccessPolicy> policiesOf(String appId) {
        return policies.all().stream()
                .filter(policy -> policy.appId().equals(appId))
                .toList();
    }

    /** A policy that denies wins. Then a policy that restricts and matches grants, and another one that restricts denies. */
    boolean policiesAllow(String appId, Mailbox mailbox) {
        List<AccessPolicy> all = policiesOf(appId);
        List<AccessPolicy> matching =
                all.stream().filter(policy -> contains(policy, mailbox)).toList();
        return matching.isEmpty()
                ? all.stream().noneMatch(AccessPolicy::restricts)
                : matching.stream().allMatch(AccessPolicy::restricts);
    }

    private boolean contains(AccessPolicy policy, Mailbox mailbox) {
        return book.groups()
                .identified(policy.groupId())
                .filter(group ->
                        book.mailboxesOf(group).stream().anyMatch(member -> Objects.equals(member.id(), mailbox.id())))
                .isPresent();
    }
}
