//! Chapter 10: open vocabularies (a value outside is a warning) and enumerations (an error).

use super::codes::{self, Code};

/// A list of terms with the name that the specification gives it.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) name: &'static str,
    /// What a value outside of it is.
    pub(super) code: &'static Code,
    pub(super) section: &'static str,
    pub(super) terms: &'static [&'static str],
}

impl Vocabulary {
    pub(super) fn has(&self, term: &str) -> bool {
        self.terms.contains(&term)
    }
}

macro_rules! vocabularies {
    ($($constant:ident $name:literal $section:literal $code:ident [$($term:literal)*])*) => {
        $(pub(super) static $constant: Vocabulary = Vocabulary {
            name: $name, code: &codes::$code, section: $section, terms: &[$($term),*],
        };)*
    };
}

vocabularies! {
    ACCOUNT_TYPE "account-type-ov" "10.1" W244 [
        "facebook" "ldap" "nis" "openid" "radius" "skype" "tacacs" "twitter" "unix" "windows-local"
        "windows-domain"
    ]
    ATTACK_MOTIVATION "attack-motivation-ov" "10.2" W211 [
        "accidental" "coercion" "dominance" "ideology" "notoriety" "organizational-gain"
        "personal-gain" "personal-satisfaction" "revenge" "unpredictable"
    ]
    ATTACK_RESOURCE_LEVEL "attack-resource-level-ov" "10.3" W212 [
        "individual" "club" "contest" "team" "organization" "government"
    ]
    ENCRYPTION_ALGORITHM "encryption-algorithm-enum" "10.4" E304 [
        "AES-256-GCM" "ChaCha20-Poly1305" "mime-type-indicated"
    ]
    EXTENSION_TYPE "extension-type-enum" "10.5" E304 [
        "new-sdo" "new-sco" "new-sro" "property-extension" "toplevel-property-extension"
    ]
    GROUPING_CONTEXT "grouping-context-ov" "10.6" W225 [
        "suspicious-activity" "malware-analysis" "unspecified"
    ]
    HASH_ALGORITHM "hash-algorithm-ov" "10.7" W241 [
        "MD5" "SHA-1" "SHA-256" "SHA-512" "SHA3-256" "SHA3-512" "SSDEEP" "TLSH"
    ]
    IDENTITY_CLASS "identity-class-ov" "10.8" W213 [
        "individual" "group" "system" "organization" "class" "unknown"
    ]
    IMPLEMENTATION_LANGUAGE "implementation-language-ov" "10.9" W226 [
        "applescript" "bash" "c" "c++" "c#" "go" "java" "javascript" "lua" "objective-c" "perl" "php"
        "powershell" "python" "ruby" "rust" "scala" "swift" "typescript" "visual-basic" "x86-32"
        "x86-64"
    ]
    INDICATOR_TYPE "indicator-type-ov" "10.10" W214 [
        "anomalous-activity" "anonymization" "benign" "compromised" "malicious-activity" "attribution"
        "unknown"
    ]
    INDUSTRY_SECTOR "industry-sector-ov" "10.11" W215 [
        "agriculture" "aerospace" "automotive" "chemical" "commercial" "communications"
        "construction" "defense" "education" "energy" "entertainment" "financial-services"
        "government" "emergency-services" "government-local" "government-national"
        "government-public-services" "government-regional" "healthcare" "hospitality-leisure"
        "infrastructure" "dams" "nuclear" "water" "insurance" "legal" "manufacturing" "mining"
        "non-profit" "pharmaceuticals" "retail" "technology" "telecommunications" "transportation"
        "utilities"
    ]
    INFRASTRUCTURE_TYPE "infrastructure-type-ov" "10.12" W227 [
        "amplification" "anonymization" "botnet" "command-and-control" "control-system" "exfiltration"
        "firewall" "hosting-malware" "hosting-target-lists" "phishing" "reconnaissance"
        "routers-switches" "staging" "workstation" "unknown"
    ]
    MALWARE_CAPABILITIES "malware-capabilities-ov" "10.13" W228 [
        "accesses-remote-machines" "anti-debugging" "anti-disassembly" "anti-emulation"
        "anti-memory-forensics" "anti-sandbox" "anti-vm" "captures-input-peripherals"
        "captures-output-peripherals" "captures-system-state-data" "cleans-traces-of-infection"
        "commits-fraud" "communicates-with-c2" "compromises-data-availability"
        "compromises-data-integrity" "compromises-system-availability" "controls-local-machine"
        "degrades-security-software" "degrades-system-updates" "determines-c2-server" "emails-spam"
        "escalates-privileges" "evades-av" "exfiltrates-data" "fingerprints-host" "hides-artifacts"
        "hides-executing-code" "infects-files" "infects-remote-machines" "installs-other-components"
        "persists-after-system-reboot" "prevents-artifact-access" "prevents-artifact-deletion"
        "probes-network-environment" "self-modifies" "steals-authentication-credentials"
        "violates-system-operational-integrity"
    ]
    MALWARE_RESULT "malware-result-ov" "10.14" W231 [
        "malicious" "suspicious" "benign" "unknown"
    ]
    MALWARE_TYPE "malware-type-ov" "10.15" W216 [
        "adware" "backdoor" "bot" "bootkit" "ddos" "downloader" "dropper" "exploit-kit" "keylogger"
        "ransomware" "remote-access-trojan" "resource-exploitation" "rogue-security-software"
        "rootkit" "screen-capture" "spyware" "trojan" "unknown" "virus" "webshell" "wiper" "worm"
    ]
    SOCKET_ADDRESS_FAMILY "network-socket-address-family-enum" "10.16" E304 [
        "AF_UNSPEC" "AF_INET" "AF_IPX" "AF_APPLETALK" "AF_NETBIOS" "AF_INET6" "AF_IRDA" "AF_BTH"
    ]
    // The summary of section 10.17 prints `AF_ISOCK_DGRAMNET`; its table defines `SOCK_DGRAM`.
    SOCKET_TYPE "network-socket-type-enum" "10.17" E304 [
        "SOCK_STREAM" "SOCK_DGRAM" "SOCK_RAW" "SOCK_RDM" "SOCK_SEQPACKET"
    ]
    OPINION "opinion-enum" "10.18" E304 [
        "strongly-disagree" "disagree" "neutral" "agree" "strongly-agree"
    ]
    PATTERN_TYPE "pattern-type-ov" "10.19" W245 [
        "stix" "pcre" "sigma" "snort" "suricata" "yara"
    ]
    PROCESSOR_ARCHITECTURE "processor-architecture-ov" "10.20" W230 [
        "alpha" "arm" "ia-64" "mips" "powerpc" "sparc" "x86" "x86-64"
    ]
    REGION "region-ov" "10.21" W223 [
        "africa" "eastern-africa" "middle-africa" "northern-africa" "southern-africa" "western-africa"
        "americas" "caribbean" "central-america" "latin-america-caribbean" "northern-america"
        "south-america" "asia" "central-asia" "eastern-asia" "southern-asia" "south-eastern-asia"
        "western-asia" "europe" "eastern-europe" "northern-europe" "southern-europe" "western-europe"
        "oceania" "antarctica" "australia-new-zealand" "melanesia" "micronesia" "polynesia"
    ]
    REPORT_TYPE "report-type-ov" "10.22" W218 [
        "attack-pattern" "campaign" "identity" "incident" "indicator" "intrusion-set" "malware"
        "observed-data" "threat-actor" "threat-report" "tool" "vulnerability"
    ]
    THREAT_ACTOR_TYPE "threat-actor-type-ov" "10.23" W219 [
        "activist" "competitor" "crime-syndicate" "criminal" "hacker" "insider-accidental"
        "insider-disgruntled" "nation-state" "private-sector" "sensationalist" "spy" "terrorist"
        "unknown"
    ]
    THREAT_ACTOR_ROLE "threat-actor-role-ov" "10.24" W220 [
        "agent" "director" "independent" "infrastructure-architect" "infrastructure-operator"
        "malware-author" "sponsor"
    ]
    THREAT_ACTOR_SOPHISTICATION "threat-actor-sophistication-ov" "10.25" W221 [
        "none" "minimal" "intermediate" "advanced" "expert" "innovator" "strategic"
    ]
    TOOL_TYPE "tool-type-ov" "10.26" W222 [
        "denial-of-service" "exploitation" "information-gathering" "network-capture"
        "credential-exploitation" "remote-access" "vulnerability-scanning" "unknown"
    ]
    INTEGRITY_LEVEL "windows-integrity-level-enum" "10.27" E304 ["low" "medium" "high" "system"]
    PEBINARY_TYPE "windows-pebinary-type-ov" "10.28" W243 ["dll" "exe" "sys"]
    REGISTRY_DATATYPE "windows-registry-datatype-enum" "10.29" E304 [
        "REG_NONE" "REG_SZ" "REG_EXPAND_SZ" "REG_BINARY" "REG_DWORD" "REG_DWORD_BIG_ENDIAN"
        "REG_DWORD_LITTLE_ENDIAN" "REG_LINK" "REG_MULTI_SZ" "REG_RESOURCE_LIST"
        "REG_FULL_RESOURCE_DESCRIPTION" "REG_RESOURCE_REQUIREMENTS_LIST" "REG_QWORD"
        "REG_INVALID_TYPE"
    ]
    SERVICE_START_TYPE "windows-service-start-type-enum" "10.30" E304 [
        "SERVICE_AUTO_START" "SERVICE_BOOT_START" "SERVICE_DEMAND_START" "SERVICE_DISABLED"
        "SERVICE_SYSTEM_ALERT"
    ]
    SERVICE_TYPE "windows-service-type-enum" "10.31" E304 [
        "SERVICE_KERNEL_DRIVER" "SERVICE_FILE_SYSTEM_DRIVER" "SERVICE_WIN32_OWN_PROCESS"
        "SERVICE_WIN32_SHARE_PROCESS"
    ]
    SERVICE_STATUS "windows-service-status-enum" "10.32" E304 [
        "SERVICE_CONTINUE_PENDING" "SERVICE_PAUSE_PENDING" "SERVICE_PAUSED" "SERVICE_RUNNING"
        "SERVICE_START_PENDING" "SERVICE_STOP_PENDING" "SERVICE_STOPPED"
    ]
    // Not a chapter 10 list: the two types that section 7.2.1 defines.
    MARKING_DEFINITION_TYPE "statement, tlp" "7.2.1" W201 ["statement" "tlp"]
}
