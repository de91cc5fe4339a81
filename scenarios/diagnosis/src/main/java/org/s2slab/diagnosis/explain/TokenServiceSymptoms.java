package org.s2slab.diagnosis.explain;

import java.util.List;
import org.s2slab.diagnosis.explain.Symptom.Source;
import org.s2slab.diagnosis.explain.Symptom.Where;

/** The error texts of Access Control Service and Azure AD when they refuse to issue a token. */
final class TokenServiceSymptoms {
    static final List<Symptom> ALL = List.of(
            aadsts(
                    "70002",
                    "Error validating credentials.",
                    "A second code gives the detail.",
                    RefusalCause.CLIENT_KEY),
            aadsts(
                    "50012",
                    "Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used"
                            + " by client: '…']",
                    "The thumbprint is that of the caller's current signing certificate. Upload this certificate.",
                    RefusalCause.CLIENT_KEY,
                    RefusalCause.ASSERTION),
            aadsts(
                    "700016",
                    "Application with identifier '…' was not found in the directory '…'.",
                    "",
                    RefusalCause.CLIENT_UNKNOWN),
            aadsts("7000112", "Application '…'(…) is disabled.", "", RefusalCause.CLIENT_UNKNOWN),
            aadsts("7000215", "Invalid client secret provided.", "", RefusalCause.CLIENT_KEY),
            aadsts("7000222", "The provided client secret keys are expired.", "", RefusalCause.CLIENT_KEY),
            aadsts("700021", "Client assertion does not speak of its issuer alone.", "", RefusalCause.ASSERTION),
            aadsts(
                    "700023",
                    "Client assertion audience claim does not match Realm issuer.",
                    "",
                    RefusalCause.ASSERTION),
            aadsts("700024", "Client assertion is not within its valid time range.", "", RefusalCause.ASSERTION),
            aadsts(
                    "700027",
                    "Client assertion failed signature validation, or was used before, or lives too long.",
                    "",
                    RefusalCause.CLIENT_KEY,
                    RefusalCause.ASSERTION),
            aadsts("50027", "JWT token is invalid or malformed.", "", RefusalCause.FORM),
            aadsts("70001", "Application '…' may not use this grant.", "", RefusalCause.GRANT),
            aadsts("70003", "The app requested an unsupported grant type '…'.", "", RefusalCause.GRANT),
            aadsts("90002", "Tenant '…' not found.", "", RefusalCause.RESOURCE),
            aadsts("90014", "The required field '…' is missing from the credential.", "", RefusalCause.CLIENT_FORM),
            aadsts("90033", "A transient error has occurred. Please try again.", "", RefusalCause.NOT_FOUND_OUT),
            aadsts(
                    "900144",
                    "The request body must contain the following parameter: '…'.",
                    "",
                    RefusalCause.CLIENT_FORM),
            aadsts("1002012", "The provided value for scope … is not valid.", "", RefusalCause.RESOURCE),
            aadsts(
                    "500011",
                    "The resource principal named … was not found in the tenant named ….",
                    "",
                    RefusalCause.RESOURCE),
            aadsts("500014", "The service principal for resource '…' is disabled.", "", RefusalCause.RESOURCE),
            acs(
                    "50012",
                    "Authentication failed.",
                    "A wrong secret or signature.",
                    RefusalCause.CLIENT_KEY,
                    RefusalCause.ASSERTION),
            acs(
                    "50008",
                    "SAML token is invalid.",
                    "The usual cause is clocks that are more than 15 minutes apart. The lab does not accept SAML.",
                    RefusalCause.NOT_SIMULATED),
            acs("70002", "The client's credential could not be validated.", "", RefusalCause.CLIENT_KEY),
            acs("90011", "Occurs with ACS50012 and ACS70002.", "", RefusalCause.CLIENT_KEY),
            Symptom.of(
                    Where.TOKEN_SERVICE,
                    "ACS10000 to ACS10003: errors of the SOAP message, its header, its body, its security header",
                    "\\bACS1000[0-3]\\b",
                    Source.ACS,
                    "The lab's server does not use SOAP.",
                    RefusalCause.NOT_SIMULATED));

    private TokenServiceSymptoms() {}

    private static Symptom aadsts(String number, String text, String note, RefusalCause... causes) {
        return Symptom.of(
                Where.TOKEN_SERVICE,
                "AADSTS" + number + ": " + text,
                "\\bAADSTS" + number + "\\b",
                Source.AADSTS,
                note,
                causes);
    }

    private static Symptom acs(String number, String text, String note, RefusalCause... causes) {
        return Symptom.of(
                Where.TOKEN_SERVICE, "ACS" + number + ": " + text, "\\bACS" + number + "\\b", Source.ACS, note, causes);
    }
}
