//! What each finding means: one row per code. `docs/VALIDATION.md` is generated from this table.
//!
//! Codes never change their meaning and are never used again. Warnings up to `W499` carry the number
//! that the OASIS validator gives the same check; from `W501` on they are ours.

use super::Severity;

/// One rule that a finding can name.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `E…` or `W…`.
    pub code: &'static str,
    /// Section of the specification that states the rule in general; a finding names the nearest one.
    pub section: &'static str,
    /// The rule, in one sentence.
    pub rule: &'static str,
    /// How to mend an object that breaks it.
    pub hint: &'static str,
}

impl Code {
    /// Error or warning, by the first letter of the code.
    pub fn severity(&self) -> Severity {
        if self.code.starts_with('E') {
            Severity::Error
        } else {
            Severity::Warning
        }
    }
}

macro_rules! codes {
    ($($code:ident $section:literal $rule:literal => $hint:literal;)*) => {
        $(pub(super) static $code: Code = Code { code: stringify!($code), section: $section, rule: $rule, hint: $hint };)*

        /// Every code, in the order of `docs/VALIDATION.md`.
        pub static CODES: &[&Code] = &[$(&$code),*];
    };
}

codes! {
    // Kinds of values (section 2)
    E101 "2" "the value is of another JSON kind than the property's type says" => "write the value as the kind that the section names";
    E102 "2.12" "a list has no items" => "leave the property out, or give the list at least one item";
    E103 "2.3" "a dictionary or an embedded object has no members" => "leave the property out, or give it at least one member";
    E104 "2.10" "an integer lies beyond ±(2^53 − 1)" => "send numbers of this size as strings";
    E105 "2.10" "a number lies outside the range of its property" => "use a number inside the range";
    E106 "2.3" "a dictionary key has characters other than `a-z`, `A-Z`, `0-9`, `-`, `_`, or more than 250 of them" => "rename the key";
    E107 "2.3" "a dictionary value is not one that this dictionary may hold" => "write the value as the kind that the section names";

    // Which properties are there (section 3 and each type)
    E201 "3.1" "a required property is missing" => "add the property";
    E202 "3.2" "the property must not be used on this type" => "remove the property";
    E203 "3.8" "the property name is reserved" => "put the value into an extension";
    E204 "3.1" "none of several properties is there, of which at least one must be" => "add one of the properties named";
    E205 "3.1" "properties that exclude each other stand together" => "keep one of them";
    E206 "3.1" "a property needs another one that is missing" => "add the other property, or remove this one";
    E207 "3.1" "a property contradicts the value of another one" => "change one of the two";

    // Forms of values
    E301 "2.16" "the text is not an RFC 3339 timestamp in UTC with `Z`" => "write it as `YYYY-MM-DDTHH:mm:ss.sssZ`";
    E302 "3.2" "`created` and `modified` need at least milliseconds" => "write three digits or more after the decimal point";
    E303 "3.6.1" "two timestamps are in the wrong order" => "exchange or mend the timestamps";
    E304 "2.4" "the value is not in the enumeration" => "use one of the values of the enumeration";
    E305 "2.8" "the text is not an even number of lower-case hexadecimal digits" => "write two of `0-9`, `a-f` for each byte";
    E306 "2.1" "the text is not base64" => "encode the bytes as RFC 4648 base64 with padding";
    E307 "2.7" "the name of a hash algorithm has fewer than 3 or more than 250 characters, or others than `a-z`, `A-Z`, `0-9`, `-`, `_`" => "use a name from `hash-algorithm-ov`";
    E308 "2.7" "the value does not have the form of its hash algorithm" => "check the algorithm's name and the length of the value";
    E309 "3.2" "the text is not an RFC 5646 language tag" => "use a tag such as `ar`, `en` or `fr-MA`";
    E310 "5.1.2" "`relationship_type` has characters other than `a-z`, `0-9`, `-`" => "write it in lower case with hyphens";
    E311 "6.10.1" "the text is not a lower-case, colon-delimited MAC-48 address" => "write it as `00:00:ab:cd:ef:01`";
    E312 "6.8.1" "the text is not an IP address or CIDR block of this version" => "write one address or block, such as `198.51.100.0/24` or `2001:db8::1`";
    E313 "6.4.1" "the text cannot be a domain name" => "write labels of at most 63 octets separated by dots; set `defanged` if the name was altered";
    E314 "6.15.1" "the text is not an absolute URL" => "write scheme, colon and the rest, as RFC 3986 has it; set `defanged` if the URL was altered";
    E315 "6.5.1" "the text is not an address of the form `local@domain`" => "put a display name into `display_name`";
    E316 "6.14.1" "the text is not a CPE 2.3 formatted string" => "write it as `cpe:2.3:part:vendor:product:…` with eleven components";
    E317 "3.9.1" "the text cannot be the name of an IANA character set" => "use the preferred MIME name, such as `windows-1256`";
    E318 "3.2" "`spec_version` is not `2.1`" => "write `2.1`, or leave it out on a cyber-observable object";
    E319 "2.5" "an external reference to CAPEC or CVE does not carry an identifier of that source" => "write `CAPEC-<number>` or `CVE-<year>-<number>`";
    E320 "6.17.1" "the hive of a registry key is shortened" => "write it out, such as `HKEY_LOCAL_MACHINE`";
    E321 "6.6" "a header value is still encoded as RFC 2047 has it" => "decode it before it is put into the property";
    E322 "3.1" "a type name has characters other than `a-z`, `0-9`, `-`, two hyphens together, or not 3 to 250 characters" => "rename the type";

    // Identifiers and references
    E401 "2.9" "the text is not an identifier `type--UUID`" => "write the type's name, `--`, and an RFC 4122 UUID";
    E402 "2.9" "the type before `--` is not the object's own" => "use the object's `type` in its `id`";
    E403 "3.3" "the reference points at a type that this property must not refer to" => "refer to an object of a type that the section names";
    E404 "2.9" "the object has none of the properties that make up a deterministic id, so its id must be a UUIDv4" => "make a new id with UUIDv4";
    E405 "3.2" "a marking definition marks itself" => "remove the reference";
    E406 "2.13" "a reference inside an observable container does not lead to an object of the same container" => "use the key of an object in the container";

    // Markings
    E601 "7.2.3" "a granular marking has both `lang` and `marking_ref`, or neither" => "keep exactly one; make two granular markings for both";
    E602 "7.2.3" "the selector does not have the syntax of section 7.2.3" => "separate property names and `[index]` by dots, as in `labels.[0]`";
    E603 "7.2.3" "the selector leads to nothing on this object" => "select a property or item that is there";
    E604 "7.2.1.4" "a TLP marking definition is not one of the four that the specification defines" => "refer to the fixed marking definitions by their ids; TLP 2.0 levels are an extension";

    // Extensions
    E701 "3.2" "the key of an extension is neither a predefined extension, nor the id of an extension definition, nor a name ending in `-ext`" => "use the id of the extension definition";
    E702 "7.3" "an extension that has an extension definition does not say its `extension_type`" => "add `extension_type`";

    // Patterns and translations
    E801 "9" "the STIX pattern cannot be read" => "check brackets, quotes and comparisons";
    E901 "7.1.1" "`contents` does not map language tags to dictionaries of properties" => "write `{\"ar\": {\"name\": …}}`";

    // The OASIS validator's checks of SHOULD, by its numbers
    W101 "11.1.1" "a custom name does not say whose it is" => "begin it with `x_`, a domain name with underscores, and `_` (for types and extensions with hyphens)";
    W102 "11.1.1" "a custom name does not begin with `x_` (types and extensions: `x-`)" => "define it in an extension, or begin it with the prefix";
    W103 "2.9" "the id is not a UUIDv4 (cyber-observable objects: UUIDv5)" => "make ids with the UUID version that the section names";
    W111 "2.14" "a value outside the open vocabulary is not lower case with hyphens" => "write it in lower case, with hyphens between words";
    W121 "2.11" "a kill chain's or phase's name is not lower case with hyphens" => "write it in lower case, with hyphens between words";
    W141 "2.9" "a key of an observable container is not a non-negative integer" => "number the objects from `0` on";
    W142 "2.3" "a dictionary key is not lower case" => "write the key in lower case";
    W143 "4.12.1" "the product's name is not lower case with hyphens" => "write it in lower case, with hyphens between words";
    W149 "6.13.2" "the priority does not end in `_CLASS`" => "use the Windows name, such as `HIGH_PRIORITY_CLASS`";
    W150 "2.7" "the name of a hash algorithm is longer than 30 characters" => "use a shorter name";
    W201 "7.2.1" "`definition_type` is neither `statement` nor `tlp`" => "define new markings with an extension";
    W202 "5.1.2" "the specification does not define this relationship between these types" => "use a defined relationship type, or `related-to`";
    W203 "3.6" "the bundle holds the same version of an object twice" => "send each version once";
    W211 "10.2" "the value is not in `attack-motivation-ov`" => "use a value of the vocabulary where one fits";
    W212 "10.3" "the value is not in `attack-resource-level-ov`" => "use a value of the vocabulary where one fits";
    W213 "10.8" "the value is not in `identity-class-ov`" => "use a value of the vocabulary where one fits";
    W214 "10.10" "the value is not in `indicator-type-ov`" => "use a value of the vocabulary where one fits";
    W215 "10.11" "the value is not in `industry-sector-ov`" => "use a value of the vocabulary where one fits";
    W216 "10.15" "the value is not in `malware-type-ov`" => "use a value of the vocabulary where one fits";
    W218 "10.22" "the value is not in `report-type-ov`" => "use a value of the vocabulary where one fits";
    W219 "10.23" "the value is not in `threat-actor-type-ov`" => "use a value of the vocabulary where one fits";
    W220 "10.24" "the value is not in `threat-actor-role-ov`" => "use a value of the vocabulary where one fits";
    W221 "10.25" "the value is not in `threat-actor-sophistication-ov`" => "use a value of the vocabulary where one fits";
    W222 "10.26" "the value is not in `tool-type-ov`" => "use a value of the vocabulary where one fits";
    W223 "10.21" "the value is not in `region-ov`" => "use a value of the vocabulary where one fits";
    W225 "10.6" "the value is not in `grouping-context-ov`" => "use a value of the vocabulary where one fits";
    W226 "10.9" "the value is not in `implementation-language-ov`" => "use a value of the vocabulary where one fits";
    W227 "10.12" "the value is not in `infrastructure-type-ov`" => "use a value of the vocabulary where one fits";
    W228 "10.13" "the value is not in `malware-capabilities-ov`" => "use a value of the vocabulary where one fits";
    W230 "10.20" "the value is not in `processor-architecture-ov`" => "use a value of the vocabulary where one fits";
    W231 "10.14" "the value is not in `malware-result-ov`" => "use a value of the vocabulary where one fits";
    W241 "10.7" "the hash algorithm is not in `hash-algorithm-ov`" => "use a value of the vocabulary where one fits";
    W243 "10.28" "the value is not in `windows-pebinary-type-ov`" => "use a value of the vocabulary where one fits";
    W244 "10.1" "the value is not in `account-type-ov`" => "use a value of the vocabulary where one fits";
    W245 "10.19" "the value is not in `pattern-type-ov`" => "use a value of the vocabulary where one fits";
    W271 "6.7.1" "the media type does not have the form `type/subtype` of the IANA registry" => "use a registered media type";
    W272 "6.12.1" "a protocol does not have the form of an IANA service name" => "use the service name in lower case";
    W273 "6.12.1" "a key does not have the form of an IPFIX element's name" => "use the element's name, such as `octetDeltaCount`";
    W274 "6.12.2" "a key cannot be the name of an HTTP header" => "use the header's name";
    W275 "6.12.4" "a key is not a socket option" => "use the option's name, such as `SO_KEEPALIVE`";
    W276 "6.7.4" "a key is not one of the PDF document information dictionary" => "use the entry's name without the slash, such as `Title`";
    W277 "4.10.1" "`country` is not an ISO 3166-1 alpha-2 code" => "use a code such as `MA`";
    W301 "6.12" "`src_port` or `dst_port` is missing" => "add the ports where they are known";
    W302 "2.5" "an external reference has a `url` without `hashes`" => "add the hashes of what the URL gave";
    W303 "4.7.1" "an indicator has no `name` or no `description`" => "say what the indicator detects";
    W304 "3.1" "the property is deprecated" => "use what replaces it";
    W305 "7.3.1" "an extension definition has no `description`" => "say what the extension is for";
    W306 "7.3.1" "an extension of top-level properties does not list them in `extension_properties`" => "list the names";
    W401 "11" "a custom type, property, extension or marking has no extension definition" => "define it with an extension definition";

    // Our own warnings
    W501 "2.9" "a UUIDv5 does not follow from the object's id contributing properties" => "compute the id in the namespace of section 2.9, or use another namespace or a UUIDv4";
    W502 "11.1.1" "the name of a custom property has characters other than `a-z`, `0-9`, `_`, or not 3 to 250 characters" => "rename the property";
    W503 "4.11.1" "`is_family` is missing, which the 2021 text and the OASIS schemas require" => "say whether this is a family or an instance";
    W504 "3.1" "an embedded object has a property that its type does not define" => "put it into an extension of the whole object";
    W505 "3.2" "`lang` is missing although the object has text" => "add `lang`; without it the text counts as English";
    W506 "2.7" "the hashes do not include SHA-256" => "add the SHA-256 hash";
    W507 "4.10" "coordinates have no `precision`" => "add `precision` in metres";
    W508 "6.1.1" "the media type of an artifact does not have the form `type/subtype` of the IANA registry" => "use a registered media type";
    W509 "6.12.1" "a protocol extension is there and `protocols` does not list its protocol" => "add the protocol to `protocols`";
    W510 "3.10" "a predefined extension stands on a type that does not define it" => "move it to an object of the type it extends";
    W511 "3.2" "the property is not one that this type uses" => "remove the property, or define it with an extension";
    W512 "6.12.2" "the value is not in lower case as its description has it" => "write it in lower case";
    W513 "9" "the pattern can be read, and is surely not what was meant" => "read the pattern again";
}
