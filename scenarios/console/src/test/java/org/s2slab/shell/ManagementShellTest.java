package org.s2slab.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.Switches;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.run.ContactListSeeder;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.engine.text.TerminalStyle.TerminalAbility;
import org.s2slab.testing.Canary;
import org.s2slab.trace.IdGenerator;

/** The shell on real nodes, Lync and Exchange on-premises; one deployment, which the procedure changes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ManagementShellTest {
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    static Path folder;

    private static Deployment topology;

    @BeforeAll
    static void start() {
        LaunchContext launch = new LaunchContext(
                VERTX,
                new InProcessLauncher(VERTX),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        topology = Deployment.start(new ScenarioLibrary().topology("on-premises"), launch, folder.resolve("data"));
        new ContactListSeeder(topology, IdGenerator.random()).fill();
    }

    @AfterAll
    static void stop() {
        topology.close();
        VERTX.close().await();
    }

    private static Typed type(String node, String lines) {
        return Typed.at(topology.managed(), new ScenarioLibrary().scenarios(), node, lines);
    }

    @Test
    @Order(1)
    void beforeTheProcedureTheCallIsRefusedWithItsTrace() {
        Typed typed = type("lync", "Test-CsExStorageConnectivity -SipUri 'sip:anna@contoso.com'");
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).containsPattern("at lync, trace [0-9a-f]{32}");
    }

    @Test
    @Order(2)
    void theDocumentedProcedureCanBePastedAndTheFeatureWorks() {
        Typed typed = type("lync", """
                # Assign the certificate for server-to-server authentication
                $thumbprint = $lab.lync.certificates.oauth.thumbprint
                Set-CsCertificate -Identity global -Type OAuthTokenIssuer -Thumbprint $thumbprint

                # Configure Lync Server
                Set-CsOAuthConfiguration -Identity global -ExchangeAutodiscoverUrl "https://autodiscover.contoso.com/autodiscover/autodiscover.svc"
                New-CsPartnerApplication -Identity Exchange -ApplicationTrustLevel Full `
                    -MetadataUrl "https://autodiscover.contoso.com/autodiscover/metadata/json/1"

                # Configure Exchange
                Enter-PSSession exchange.contoso.com
                .\\Configure-EnterprisePartnerApplication.ps1 -AuthMetadataUrl "https://lync.contoso.com/metadata/json/1" -ApplicationType Lync
                iisreset
                Exit-PSSession

                # Verify
                Test-CsExStorageConnectivity -SipUri "sip:anna@contoso.com"
                """);
        assertThat(typed.code()).as(typed.err()).isZero();
        assertThat(typed.out()).contains("Test Passed.");
        assertThat(typed.err()).contains("WARNING: THE CONFIGURATION HAS SUCCEEDED", "iisreset does nothing");
    }

    @Test
    @Order(3)
    void whatOneCmdletWritesAnotherTakes() {
        Typed typed = type("lync", """
                Get-CsPartnerApplication | Where-Object { $_.ApplicationIdentifier -like '00000002-*' } |
                    Set-CsPartnerApplication -Enabled $false
                (Get-CsPartnerApplication Exchange).Enabled
                if ((Get-CsPartnerApplication -Identity Exchange).Enabled -eq $false) {
                    Set-CsPartnerApplication Exchange -Enabled:$true
                }
                Get-CsPartnerApplication | Select-Object -Property Identity, Enabled | ConvertTo-Json
                """);
        assertThat(typed.code()).as(typed.err()).isZero();
        assertThat(typed.out()).startsWith("False");
        assertThat(new JsonObject(typed.out().substring(typed.out().indexOf('{'))))
                .isEqualTo(new JsonObject().put("Identity", "Exchange").put("Enabled", true));
    }

    @Test
    @Order(4)
    void helpShowsExamplesThatScenariosPlay() {
        Typed typed = type("lync", "Get-Help New-CsPartnerApplication -Examples");
        assertThat(typed.out())
                .contains(
                        "EXAMPLES",
                        "New-CsPartnerApplication -Identity ",
                        "-ApplicationTrustLevel Full -MetadataUrl https://");
    }

    @Test
    @Order(5)
    void aCmdletOfAnotherNodeIsFoundThere() {
        Typed typed = type("lync", "Get-PartnerApplication");
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("'Get-PartnerApplication' is not recognized", "Enter-PSSession exchange");
        assertThat(type("lync", "Get-Command *-CsPartner*").out())
                .contains("New-CsPartnerApplication", "Set-CsPartnerApplication");
    }

    @Test
    @Order(6)
    void anUnknownNodeOrParameterIsNamedWithThoseThereAre() {
        assertThat(type("skype", "Get-Date").err())
                .contains("there is no node 'skype'; expected one of lync, exchange");
        Typed typed = type("lync", "Get-CsPartnerApplication -Identiy Exchange");
        assertThat(typed.err()).contains("'Identiy'", "It has: -Identity");
    }

    @Test
    @Order(7)
    void tabOffersCmdletsParametersOfOneSetAndTheirValues() {
        assertThat(offered("New-CsPart"))
                .contains("New-CsPartnerApplication", "Get-Help")
                .doesNotContain("Get-PartnerApplication");
        assertThat(offered("New-CsPartnerApplication -MetadataUrl https://a -"))
                .contains("-Identity", "-ApplicationTrustLevel")
                .doesNotContain("-MetadataUrl", "-CertificateRawData");
        assertThat(offered("New-CsPartnerApplication -ApplicationTrustLevel "))
                .containsExactly("Full", "Application", "User");
        assertThat(offered("Set-CsPartnerApplication -Enabled ")).containsExactly("$true", "$false");
        assertThat(offered("Set-CsCertificate -Thumbprint $lab.lync.certificates."))
                .contains("$lab.lync.certificates.oauth", "$lab.lync.certificates.renewed");
        assertThat(offered("$x = Enter-PSSession ")).containsExactly("lync", "exchange");
    }

    private static List<String> offered(String line) {
        ShellOutput screen = new ShellOutput(
                new java.io.PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new java.io.PrintWriter(System.out, false, StandardCharsets.UTF_8),
                () -> 120,
                new TerminalStyle(Switches.of(TerminalAbility.SIGNS)),
                "");
        ShellSession session =
                new ShellSession(topology::managed, List::of, screen, (prompt, secret) -> "", Clock.systemUTC());
        return new TabCompleter(session)
                .of(CompletionContext.of(line, line.length()).words()).stream()
                        .map(Candidate::value)
                        .toList();
    }

    @Test
    @Order(8)
    void theTerminalKeepsItsLinesForTheirOwnerAndNoPasswords() throws IOException {
        Path history = folder.resolve("home/.s2slab/shell-history");
        Files.createDirectories(history.getParent());
        Files.writeString(history, ""); // others may read it, as after a copy
        String shown = terminal(history, """
                Get-CsPartnerApplication |
                Format-List Identity
                $secret = ConvertTo-SecureString 'Pa55word' -AsPlainText -Force
                foreach ($x in 1) { $x }
                New-MsolServicePrincipalCredential -AppPrincipalId x -Type Symmetric -Value Pa55wordOfAnApplication
                exit 3
                """);
        assertThat(shown).contains("[lync]", "Identity : Exchange", "The shell has no loops");
        assertThat(Files.readString(history))
                .contains("Format-List Identity", "foreach")
                .doesNotContain("Pa55word");
        assertThat(Files.getPosixFilePermissions(history)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    /**
     * The lines that are typed hold pieces only; what is written of them, in columns of any width, holds no signature.
     */
    @Test
    @Order(9)
    void theTerminalShowsNoSignatureOfAToken() throws IOException {
        String half = Canary.SIGNATURE.substring(0, 20);
        String rest = Canary.SIGNATURE.substring(20);
        for (int width : new int[] {40, 120}) {
            String shown =
                    terminal(folder.resolve("home/canary-history"), """
                    $token = '%s.' + '%s' + '%s'
                    $token
                    Write-Warning $token
                    Set-CsOAuthConfiguration -Identity global -ExchangeAutodiscoverUrl ('https://x.contoso.com/' + $token + '/autodiscover.svc')
                    Get-CsOAuthConfiguration
                    Get-CsOAuthConfiguration | Format-Table ExchangeAutodiscoverUrl
                    Get-LabPartnerCall
                    Get-$token
                    Get-CsUser -Identity $token
                    exit 3
                    """.formatted(Canary.CONTENT, half, rest), width);
            // A line that is wrapped is read as one.
            String read = shown.replaceAll("\\s+", "");
            assertThat(read).contains(Canary.CONTENT + ".…", "WARNING:", "x.contoso.com");
            assertThat(read).doesNotContain(half + rest);
            assertThat(Canary.isIn(shown)).as(shown).isFalse();
        }
    }

    private static String terminal(Path history, String typed) throws IOException {
        return terminal(history, typed, 0);
    }

    private static String terminal(Path history, String typed, int width) throws IOException {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (Terminal terminal =
                new DumbTerminal(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), shown)) {
            terminal.setSize(Size.of(width, 50));
            int code = new ManagementShell(topology::managed, List::of, Clock.systemUTC())
                    .interact(terminal, "lync", history, new TerminalStyle(Switches.of(TerminalAbility.SIGNS)));
            assertThat(code).isEqualTo(3);
        }
        return shown.toString(StandardCharsets.UTF_8);
    }
}
