package org.s2slab.authz.graph;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.s2slab.authz.registry.Tenant;
import org.s2slab.config.DirectoryRole;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.refusal.Refusal;

/**
 * The session that Connect-MgGraph opens. It decides in whose name the cmdlets of Microsoft Graph PowerShell send their
 * requests. The node has one administrator, who is a Global Administrator of each tenant, and therefore one session.
 * Before Connect-MgGraph, the session has all scopes.
 */
final class GraphSession {
    /** The program as which Microsoft Graph PowerShell signs people in. */
    private static final String PROGRAM = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

    private static final State AT_START = new State(false, List.of(GraphPermission.EVERYTHING));

    private volatile Optional<State> state = Optional.of(AT_START);

    /**
     * An open session.
     *
     * @param asked whether an administrator opened it with Connect-MgGraph
     */
    private record State(boolean asked, List<String> scopes) {}

    /** Opens a session. Without scopes it has all that were ever consented to, which in the lab are all. */
    void connect(List<String> scopes) {
        state = Optional.of(new State(true, scopes.isEmpty() ? AT_START.scopes() : List.copyOf(scopes)));
    }

    void disconnect() {
        state = Optional.empty();
    }

    /**
     * The caller in whose name a cmdlet sends its requests. In the lab, a cmdlet may have the parameter -TenantId. Such a
     * cmdlet does not use the session, and has all scopes.
     */
    Caller caller(CmdletArguments given, Tenant tenant) {
        State open = given.has("TenantId")
                ? AT_START
                : state.orElseThrow(() -> Refusal.invalid("Authentication needed. Please call Connect-MgGraph."));
        PrincipalId program = new PrincipalId(PROGRAM, tenant.id());
        String id = UUID.nameUUIDFromBytes(("administrator@" + tenant.id()).getBytes(StandardCharsets.UTF_8))
                .toString();
        var names = new UserIdentifiers(null, account(tenant), null, null);
        return new Caller(
                program,
                program,
                new ActingUser(id, names, tenant.id(), true),
                null,
                Stream.concat(Stream.of(DirectoryRole.GLOBAL_ADMINISTRATOR.template()), open.scopes().stream())
                        .toList(),
                false);
    }

    /** Whether the session is one that an administrator opened with Connect-MgGraph. */
    boolean isAsked() {
        return state.filter(State::asked).isPresent();
    }

    /** What Get-MgContext shows. */
    CmdletObject shown(Tenant tenant) {
        return CmdletObject.empty()
                .with("ClientId", PROGRAM)
                .with("TenantId", tenant.id())
                .with("Scopes", state.map(State::scopes).orElse(List.of()))
                .with("AuthType", "Delegated")
                .with("TokenCredentialType", "InteractiveBrowser")
                .with("Account", account(tenant))
                .with("AppName", "Microsoft Graph Command Line Tools")
                .with("ContextScope", "CurrentUser");
    }

    private static String account(Tenant tenant) {
        List<String> domains = tenant.allDomains();
        return "administrator@" + (domains.isEmpty() ? tenant.id() : domains.get(0));
    }
}
