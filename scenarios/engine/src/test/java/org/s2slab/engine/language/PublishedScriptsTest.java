package org.s2slab.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cmdlets of Exchange and Active Directory that two scripts of
 * <a href="https://github.com/microsoft/CSS-Exchange">CSS-Exchange</a> call: MonitorExchangeAuthCertificate and
 * FreeBusyChecker. Each of them exists, or is refused by its name with a reason.
 */
class PublishedScriptsTest {
    private record Cmdlet(String script, String name, boolean exists) {}

    static Stream<Cmdlet> cmdlets() {
        return Stream.of(
                        of("MonitorExchangeAuthCertificate", true, """
                                Get-AuthConfig Set-AuthConfig Get-ExchangeServer Get-ExchangeCertificate New-ExchangeCertificate
                                Get-WebServicesVirtualDirectory Get-Mailbox Set-Mailbox Enable-Mailbox Get-RoleGroup
                                Get-RoleGroupMember Add-RoleGroupMember"""),
                        of("MonitorExchangeAuthCertificate", false, """
                                Enable-ExchangeCertificate Export-ExchangeCertificate Import-ExchangeCertificate
                                Get-HybridConfiguration Get-Recipient Get-User New-RoleGroup Set-ADServerSettings Get-ADUser
                                New-ADUser Set-ADUser Set-ADAccountPassword Get-EventLogLevel Restart-Service
                                Restart-WebAppPool"""),
                        of("FreeBusyChecker", true, """
                                Get-Mailbox Get-WebServicesVirtualDirectory Get-AutodiscoverVirtualDirectory
                                Get-IntraOrganizationConnector Get-OrganizationRelationship Get-AuthServer Get-AuthConfig
                                Get-PartnerApplication Get-ManagementRoleAssignment Get-ExchangeCertificate Get-ExchangeServer
                                Test-OAuthConnectivity"""),
                        of("FreeBusyChecker", false, """
                                Get-RemoteMailbox Get-ADDomain Get-FederationInformation Get-IntraOrganizationConfiguration
                                Get-SharingPolicy Get-FederationTrust Get-AvailabilityAddressSpace
                                Test-OrganizationRelationship Test-FederationTrust Test-FederationTrustCertificate Get-User
                                Get-FederatedOrganizationIdentifier Connect-ExchangeOnline Get-EOMailbox
                                Get-EOOrganizationRelationship Get-EOIntraOrganizationConnector Get-EOOnPremisesOrganization
                                Get-EOIntraOrganizationConfiguration Get-EOAuthServer Test-EOOAuthConnectivity"""))
                .flatMap(List::stream);
    }

    private static List<Cmdlet> of(String script, boolean exist, String names) {
        return Arrays.stream(names.split("\\s+"))
                .map(name -> new Cmdlet(script, name, exist))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cmdlets")
    void existOrAreRefusedByName(Cmdlet cmdlet) {
        assertThat(ProductCatalog.cmdlet("exchange", cmdlet.name()).isEmpty()).isEqualTo(cmdlet.exists());
        assertThat(AbsentCmdletCatalog.reason(cmdlet.name()).isPresent()).isNotEqualTo(cmdlet.exists());
    }
}
