package org.s2slab.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.Switches;
import org.s2slab.diagnosis.doctor.Doctor;
import org.s2slab.diagnosis.doctor.EdgeVerdict;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.engine.text.TerminalStyle.TerminalAbility;
import org.s2slab.trace.IdGenerator;

/**
 * Lines in the form in which public pages have them, pasted at the terminal of the shell one after the other; then the
 * servers trust each other. Only names and addresses are this lab's.
 */
class PublicProceduresTest {
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // each test starts its own
    private Deployment topology;

    private void start(String name) {
        start(new ScenarioLibrary().topology(name));
    }

    private void start(Topology plan) {
        LaunchContext launch = new LaunchContext(
                VERTX,
                new InProcessLauncher(VERTX),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        topology = Deployment.start(plan, launch, folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    @AfterAll
    static void end() {
        VERTX.close().await();
    }

    /** Types lines at a node, each when the one before is done; none fails. */
    private String paste(String node, String lines) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        byte[] typed = (lines + "\nexit\n").getBytes(StandardCharsets.UTF_8);
        try (Terminal terminal = new DumbTerminal(new ByteArrayInputStream(typed), shown)) {
            int code = new ManagementShell(topology::managed, List::of, Clock.fixed(Typed.NOON, ZoneOffset.UTC))
                    .interact(
                            terminal,
                            node,
                            folder.resolve("history"),
                            new TerminalStyle(Switches.of(TerminalAbility.SIGNS)));
            assertThat(code).as(shown.toString(StandardCharsets.UTF_8)).isZero();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return shown.toString(StandardCharsets.UTF_8);
    }

    private void assertHolds(String caller, String resource) {
        var diagnosis = Doctor.examine(topology.managed());
        assertThat(diagnosis.edge(caller, resource))
                .hasValueSatisfying(edge -> assertThat(edge.verdict().word())
                        .as(diagnosis.toJson().encodePrettily())
                        .isEqualTo(EdgeVerdict.Word.HOLDS));
    }

    @Test
    void showsOnlyTheBeginningOfAKeyThatACmdletGenerated() {
        start("online");
        String shown =
                paste("authz", "New-MsolServicePrincipal -TenantId contoso.com -DisplayName Sync -Type Symmetric");
        assertThat(shown).containsPattern("created as one was not supplied [A-Za-z0-9+/]{8}…");
        assertThat(shown).doesNotContainPattern("not supplied [A-Za-z0-9+/=]{9}");
    }

    @Test
    void namesANodeWithADashInTheVariableOfTheDeployment() {
        start(TopologyParser.read("pools.yaml", """
                topology: pools
                shows: A pool.
                domain: contoso.com
                nodes:
                  pool-berlin: {role: lync, hosts: [berlin.contoso.com], certificates: {oauth: {subject: contoso.com}}}
                people: [{name: Anna Adler, upn: anna@contoso.com}]
                """));
        String shown = paste("pool-berlin", """
                "the host is $($lab.pool-berlin.host)"
                $lab.pool-berlin.certificates.oauth.thumbprint
                $lab.pool-berlin.host -eq "berlin.contoso.com"
                """);
        assertThat(shown).contains("the host is berlin.contoso.com", "True").containsPattern("[0-9A-F]{40}");
    }

    /** "Configure server-to-server authentication" of the eDiscovery page for Lync, Exchange and SharePoint. */
    @Test
    void sharePointAndExchangeTrustEachOther() {
        start("on-premises-three");
        String shown = paste("sharepoint", """
                New-SPTrustedSecurityTokenIssuer -Name "Exchange" -MetadataEndPoint "https://autodiscover.contoso.com/autodiscover/metadata/json/1"
                $service = Get-SPSecurityTokenServiceConfig
                $service.HybridStsSelectionEnabled = $True
                $service.AllowMetadataOverHttp = $False
                $service.AllowOAuthOverHttp = $False
                $service.Update()
                $exchange = Get-SPTrustedSecurityTokenIssuer "Exchange"
                $app = Get-SPAppPrincipal -Site "https://sharepoint.contoso.com" -NameIdentifier $exchange.NameID
                $site = Get-SPSite  "https://sharepoint.contoso.com"
                Set-SPAppPrincipalPermission -AppPrincipal $app -Site $site.RootWeb -Scope "SiteSubscription" -Right "FullControl" -EnableAppOnlyPolicy
                "selection is $((Get-SPSecurityTokenServiceConfig).HybridStsSelectionEnabled)"
                """);
        assertThat(shown).contains("selection is True");
        paste("lync", "Set-CsCertificate -Type OAuthTokenIssuer -Thumbprint $lab.lync.certificates.oauth.thumbprint");
        paste("exchange", """
                cd "C:\\Program Files\\Microsoft\\Exchange Server\\V15\\Scripts"
                .\\Configure-EnterprisePartnerApplication.ps1 -AuthMetaDataUrl 'https://sharepoint.contoso.com/_layouts/15/metadata/json/1' -ApplicationType SharePoint
                & "C:\\Program Files\\Microsoft\\Exchange Server\\V15\\Scripts\\Configure-EnterprisePartnerApplication.ps1" –AuthMetadataUrl “https://lync.contoso.com/metadata/json/1” –ApplicationType Lync
                iisreset atl-exchange-001
                Add-RoleGroupMember "Discovery Management" -Member "audrey@contoso.com"
                """);
        assertHolds("sharepoint", "exchange");
        assertHolds("exchange", "sharepoint");
    }

    /** "Configure server-to-server authentication for a hybrid environment" of Lync and Skype for Business Server. */
    @Test
    void lyncJoinsATenantAndTestsItsMailboxes() {
        start("cross-lync-on-premises");
        assertThat(Typed.at(topology.managed(), List.of(), "lync", """
                        Set-CsCertificate -Type OAuthTokenIssuer -Thumbprint $lab.lync.certificates.oauth.thumbprint
                        $TenantID = (Get-CsTenant -Filter {DisplayName -eq "contoso"}).TenantId
                        $sts = Get-CsOAuthServer microsoft.sts -ErrorAction SilentlyContinue
                        if ($sts -eq $null)
                        {
                        New-CsOAuthServer microsoft.sts -MetadataUrl "https://accounts.accesscontrol.windows.net/$TenantId/metadata/json/1"
                        }
                        else
                        {
                        if ($sts.MetadataUrl -ne "https://accounts.accesscontrol.windows.net/$TenantId/metadata/json/1")
                        {
                        Remove-CsOAuthServer microsoft.sts
                        New-CsOAuthServer microsoft.sts -MetadataUrl "https://accounts.accesscontrol.windows.net/$TenantId/metadata/json/1"
                        }
                        }
                        $exch = Get-CsPartnerApplication microsoft.exchange -ErrorAction SilentlyContinue
                        if ($exch -eq $null)
                        {
                        New-CsPartnerApplication -Identity microsoft.exchange -ApplicationIdentifier 00000002-0000-0ff1-ce00-000000000000 -ApplicationTrustLevel Full -UseOAuthServer
                        }
                        else
                        {
                        Set-CsPartnerApplication -Identity microsoft.exchange -ApplicationTrustLevel Full -UseOAuthServer
                        }
                        Set-CsOAuthConfiguration -ServiceName 00000004-0000-0ff1-ce00-000000000000
                        """).err()).isEmpty();
        String shown = paste("lync", """
                $thumbprint = (Get-CsCertificate -Type OAuthTokenIssuer).Thumbprint
                Export-Certificate -Cert Cert:\\localMachine\\my\\$Thumbprint -FilePath C:\\oAuth.cer
                Set-CsOAuthConfiguration -ExchangeAutodiscoverUrl "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc"
                Connect-MsolService -TenantId contoso.com
                $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate
                $certificate.Import("C:\\oAuth.cer")
                $binaryValue = $certificate.GetRawCertData()
                $credentialsValue = [System.Convert]::ToBase64String($binaryValue)
                New-MsolServicePrincipalCredential -AppPrincipalId 00000004-0000-0ff1-ce00-000000000000 -Type Asymmetric -Usage Verify -Value $credentialsValue -StartDate $certificate.GetEffectiveDateString() -EndDate $certificate.GetExpirationDateString()
                Set-MSOLServicePrincipal -AppPrincipalID 00000002-0000-0ff1-ce00-000000000000 -AccountEnabled $true
                $lyncSP = Get-MSOLServicePrincipal -AppPrincipalID 00000004-0000-0ff1-ce00-000000000000
                $lyncSP.ServicePrincipalNames.Add("00000004-0000-0ff1-ce00-000000000000/lync.contoso.com")
                Set-MSOLServicePrincipal -AppPrincipalID 00000004-0000-0ff1-ce00-000000000000 -ServicePrincipalNames $lyncSP.ServicePrincipalNames
                Test-CsExStorageConnectivity -SipUri "sip:anna@contoso.com" -Verbose
                """);
        assertThat(shown).contains("Test Passed.");
        assertHolds("lync", "exchange");
        assertHolds("exchange", "lync");
    }

    /** "Configure OAuth authentication between Exchange and Exchange Online organizations". */
    @Test
    void exchangeAndExchangeOnlineBecomeHalvesOfOneOrganisation() {
        start("cross-exchange");
        paste("exchange", """
                New-AuthServer -Name "WindowsAzureACS" -AuthMetadataUrl "https://accounts.accesscontrol.windows.net/contoso.com/metadata/json/1"
                Get-PartnerApplication |  ?{$_.ApplicationIdentifier -eq "00000002-0000-0ff1-ce00-000000000000" -and $_.Realm -eq ""} | Set-PartnerApplication -Enabled $true
                $ThumbPrint = (Get-AuthConfig).CurrentCertificateThumbprint
                $oAuthCert = (Get-ChildItem Cert:\\LocalMachine\\My) | where {$_.Thumbprint -match $ThumbPrint}
                $CertFile = "C:\\OAuthConfig\\OAuthCert.cer"
                Export-Certificate -Cert $oAuthCert -FilePath $CertFile -Type CERT
                $ServiceName = "00000002-0000-0ff1-ce00-000000000000";
                $cer = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2($CertFile)
                $binCert = $cer.GetRawCertData();
                $credValue = [System.Convert]::ToBase64String($binCert);
                Connect-MsolService;
                Import-Module msonlineextended;
                $p = Get-MsolServicePrincipal -ServicePrincipalName $ServiceName
                New-MsolServicePrincipalCredential -AppPrincipalId $p.AppPrincipalId -Type asymmetric -Usage Verify -Value $credValue
                $x = Get-MsolServicePrincipal -AppPrincipalId $ServiceName;
                $x.ServicePrincipalnames.Add("https://mail.contoso.com/");
                $x.ServicePrincipalnames.Add("https://autodiscover.contoso.com/");
                Set-MSOLServicePrincipal -AppPrincipalId $ServiceName -ServicePrincipalNames $x.ServicePrincipalNames;
                New-IntraOrganizationConnector -name ExchangeHybridOnPremisesToOnline -DiscoveryEndpoint https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc -TargetAddressDomains contoso.mail.onmicrosoft.com
                """);
        paste("exchange-online", """
                New-IntraOrganizationConnector -name ExchangeHybridOnlineToOnPremises -DiscoveryEndpoint https://autodiscover.contoso.com/autodiscover/autodiscover.svc -TargetAddressDomains contoso.com
                Test-OAuthConnectivity -Service EWS -TargetUri https://mail.contoso.com/ews/exchange.asmx -Mailbox "anna@contoso.com" -Verbose | fl
                """);
        assertHolds("exchange", "exchange-online");
        assertHolds("exchange-online", "exchange");
    }

    /** "Configure server-to-server authentication from SharePoint Server to SharePoint in Microsoft 365". */
    @Test
    void aFarmJoinsATenant() {
        start("cross-sharepoint-on-premises");
        paste("sharepoint", """
                $spcn="*.contoso.com"
                $site=Get-Spsite "https://sharepoint.contoso.com"
                $spoappid="00000003-0000-0ff1-ce00-000000000000"
                Connect-MsolService -TenantId contoso.com
                $spocontextID = (Get-MsolCompanyInformation).ObjectID
                $spoappprincipalID = (Get-MsolServicePrincipal -ServicePrincipalName $spoappid).ObjectID
                $sponameidentifier = "$spoappprincipalID@$spocontextID"
                $stsCert=(Get-SPSecurityTokenServiceConfig).LocalLoginProvider.SigningCertificate
                $binCert = $stsCert.GetRawCertData()
                $credValue = [System.Convert]::ToBase64String($binCert)
                New-MsolServicePrincipalCredential -AppPrincipalId $spoappid -Type asymmetric -Usage Verify -Value $credValue
                $msp = Get-MsolServicePrincipal -AppPrincipalId $spoappid
                $spns = $msp.ServicePrincipalNames
                $spns.Add("$spoappid/$spcn")
                Set-MsolServicePrincipal -AppPrincipalId $spoappid -ServicePrincipalNames $spns
                $appPrincipal = Register-SPAppPrincipal -site $site.rootweb -nameIdentifier $sponameidentifier -displayName "SharePoint Online"
                Set-SPAuthenticationRealm -realm $spocontextID
                $metadataEndpoint = "https://accounts.accesscontrol.windows.net/" + $spocontextID + "/metadata/json/1"
                $acsissuer = "00000001-0000-0000-c000-000000000000@" + $spocontextID
                New-SPAzureAccessControlServiceApplicationProxy -Name "ACS" -MetadataServiceEndpointUri $metadataEndpoint -DefaultProxyGroup
                New-SPTrustedSecurityTokenIssuer –Name "ACS" –IsTrustBroker:$true –MetadataEndpoint $metadataEndpoint -RegisteredIssuerName $acsissuer
                """);
        assertHolds("sharepoint", "lync");
    }

    /** What goes further into .NET is refused by its name, with the way out, before anything of it is done. */
    @Test
    void theExportOfTheHybridPageIsRefusedByName() {
        start("on-premises");
        Typed typed = Typed.at(topology.managed(), List.of(), "exchange", """
                $thumbprint = (Get-AuthConfig).CurrentCertificateThumbprint
                $certBytes = [System.IO.File]::WriteAllBytes("C:\\OAuthCert.cer", $thumbprint)
                """);
        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).contains("test.ps1:2: '[System.IO.File]::WriteAllBytes': The shell has no");
        assertThat(typed.out()).isEmpty();
    }
}
