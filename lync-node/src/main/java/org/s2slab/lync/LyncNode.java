package org.s2slab.lync;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.Person;
import org.s2slab.lync.contacts.ContactListStore;
import org.s2slab.lync.contacts.ContactLists;
import org.s2slab.lync.contacts.ContactMigration;
import org.s2slab.lync.contacts.ContactRollback;
import org.s2slab.lync.contacts.ContactsEndpoint;
import org.s2slab.lync.contacts.ExchangeContacts;
import org.s2slab.lync.contacts.GroupsEndpoint;
import org.s2slab.lync.contacts.NotificationCmdlet;
import org.s2slab.lync.contacts.SignIn;
import org.s2slab.lync.contacts.SignInEndpoint;
import org.s2slab.lync.contacts.StorageCmdlets;
import org.s2slab.lync.contacts.Transfers;
import org.s2slab.lync.contacts.UcsCmdlets;
import org.s2slab.lync.contacts.UcsStore;
import org.s2slab.lync.exchange.ExchangeServices;
import org.s2slab.lync.exchange.ImItemLists;
import org.s2slab.lync.meetings.MeetingFeature;
import org.s2slab.lync.oauth.CertificateCmdlets;
import org.s2slab.lync.oauth.OAuthConfigurationCmdlets;
import org.s2slab.lync.oauth.OAuthConfigurationStore;
import org.s2slab.lync.oauth.OAuthServerCmdlets;
import org.s2slab.lync.oauth.PartnerCmdlets;
import org.s2slab.lync.oauth.TrustSources;
import org.s2slab.lync.policy.PolicyCmdlets;
import org.s2slab.lync.policy.PolicyStore;
import org.s2slab.lync.policy.UserServicesPolicy;
import org.s2slab.lync.users.SignedInUsers;
import org.s2slab.lync.users.UserCmdlets;
import org.s2slab.lync.users.UserLookup;
import org.s2slab.lync.users.UserStore;
import org.s2slab.management.Cmdlet;
import org.s2slab.node.Door;
import org.s2slab.node.Environment;
import org.s2slab.node.Node;
import org.s2slab.node.NodeMain;
import org.s2slab.node.Role;
import org.s2slab.store.Database;

/** The Lync Server role: users, their contact lists, and the way of those to Exchange and back. */
public final class LyncNode extends Role {
    private final LyncConfig config;
    private final Environment environment;
    private @Nullable ConversationFeature talking;

    public LyncNode(LyncConfig config, Environment environment) {
        this.config = config;
        this.environment = environment;
    }

    public static void main(String[] args) {
        NodeMain.run(args, LyncConfig.class, LyncNode::new);
    }

    @Override
    public Future<?> start() {
        NodeConfig common = config.node();
        Database database =
                Database.inFolderOf(vertx, common, "db/common", "db/lync").overwritingDeleted();
        var oauth = new OAuthConfigurationStore(database, config.defaultRealm());
        var users = new UserStore(
                database, config.node().accounts(), () -> oauth.current().realm());

        Node started = runsOn(new Node(
                        vertx,
                        common,
                        new LyncDialect(),
                        environment,
                        database,
                        new SelfDescription(oauth::current, common.hosts()),
                        users))
                .signsUnless(SelfDescription::objection)
                .afterOpening(oauth::load)
                .afterOpening(users::load);

        return start(started, oauth, users, database);
    }

    @Override
    public Future<?> stop() {
        Future<Void> delivered = talking == null ? Future.succeededFuture() : talking.stop();
        return delivered.compose(done -> super.stop());
    }

    /** What Lync does with its users, and what administrators do with Lync. */
    private Future<Void> start(Node started, OAuthConfigurationStore oauth, UserStore users, Database database) {
        var clock = environment.clock();
        var policies = new PolicyStore(database);
        var lists = new ContactListStore(database);
        var ucs = new UcsStore(database);
        var services = new ExchangeServices(started.partnerClient(), oauth::current);
        var exchange = new ExchangeContacts(new ImItemLists(services), config.defaultSipDomain());
        var transfers = new Transfers();
        var contacts = new ContactLists(lists, ucs, exchange, transfers, clock);
        var migration = new ContactMigration(lists, ucs, exchange, transfers, clock);
        var signIn = new SignIn(
                policies, ucs, migration, contacts, transfers, services::configured, started.failures(), clock);
        var rollback = new ContactRollback(ucs, exchange, transfers, clock);
        var people = new SignedInUsers(users);
        var talk = new ConversationFeature(vertx, started, config, environment, database, users, services).begin();
        talking = talk;
        var conferencing = new MeetingFeature(started, config.node(), users, people, environment);
        var lookup = new UserLookup(users);
        String pool = config.node().hosts().get(0);
        var userCmdlets = people(started, users, policies, talk);
        List<List<Cmdlet>> cmdlets = List.of(
                userCmdlets.all(),
                new PolicyCmdlets<>(UserServicesPolicy.kind(), policies, lookup, userCmdlets).all(),
                new OAuthConfigurationCmdlets(oauth, started.partners(), started.epoch(), isOnline()).all(),
                certificates(started).all(),
                trusted(started),
                new UcsCmdlets(vertx, users, userCmdlets, policies, ucs, rollback, exchange, pool).all(),
                talk.cmdlets(userCmdlets),
                new StorageCmdlets(lookup, ucs, services, passwords(), pool, clock).all(),
                List.of(new NotificationCmdlet(started.timers(), lookup, services, pool, clock).cmdlet()),
                conferencing.cmdlets());
        return started.start(
                Door.forPeople(
                        new SignInEndpoint(people, signIn),
                        new ContactsEndpoint(people, contacts),
                        new GroupsEndpoint(people, contacts),
                        talk.endpoint(people)),
                conferencing.joining(),
                conferencing.open(),
                conferencing.guarded(),
                Door.forAdministrators(cmdlets));
    }

    private UserCmdlets people(Node started, UserStore users, PolicyStore policies, ConversationFeature talk) {
        return new UserCmdlets(
                users,
                config.allSipDomains(),
                config.node().hosts().get(0),
                started.epoch(),
                user -> policies.effectiveFor(user.id())
                        .map(policy -> talk.describe(user).with("UserServicesPolicy", policy.identity())));
    }

    /** Whom Lync trusts, and what the administrator of any server has. */
    private List<Cmdlet> trusted(Node started) {
        return Stream.of(
                        started.aboutTrust(partners(started).all()),
                        started.aboutTrust(new OAuthServerCmdlets(started.authorizationServers()).all()),
                        started.serverCmdlets())
                .flatMap(List::stream)
                .toList();
    }

    private boolean isOnline() {
        return config.node().online() != null;
    }

    private CertificateCmdlets certificates(Node started) {
        return new CertificateCmdlets(
                vertx,
                started.signingKeys(),
                started.certificates(),
                config.allSipDomains(),
                () -> certificateIn(config.node().tlsCertificate()),
                environment.clock());
    }

    private PartnerCmdlets partners(Node started) {
        return new PartnerCmdlets(started.partners(), new TrustSources(vertx, started.partners(), environment.clock()));
    }

    private Map<String, String> passwords() {
        return config.node().accounts().stream()
                .collect(Collectors.toMap(person -> person.upn().toLowerCase(Locale.ROOT), Person::password));
    }

    private static X509Certificate certificateIn(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the TLS certificate cannot be read", e);
        } catch (CertificateException e) {
            throw new IllegalStateException("the TLS certificate is none: " + pem, e);
        }
    }
}
