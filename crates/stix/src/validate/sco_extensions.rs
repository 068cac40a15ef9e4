//! The predefined extensions of section 6 and the types embedded in them.

use super::prose;
use super::sco::ARTIFACT_REF;
use super::table::{
    BOOLEAN, FLOAT, Form, HASHES, HEX, INTEGER, Keys, Kind, NON_NEGATIVE, Rule, STRING, STRINGS,
    Shape, TIMESTAMP, Values, enumeration, optional, reference, required, vocabulary,
};
use super::vocab;

pub(super) static ARCHIVE: Shape = Shape::embedded(
    "archive-ext",
    "6.7.2",
    &[
        required(
            "contains_refs",
            Kind::List(&reference(&["file", "directory"])),
        ),
        optional("comment", STRING),
    ],
);

pub(super) static NTFS: Shape = Shape::embedded(
    "ntfs-ext",
    "6.7.3",
    &[
        optional("sid", STRING),
        optional(
            "alternate_data_streams",
            Kind::List(&Kind::Object(&ALTERNATE_DATA_STREAM)),
        ),
    ],
)
.with_rules(&[Rule::AnyOwnProperty]);

static ALTERNATE_DATA_STREAM: Shape = Shape::embedded(
    "alternate-data-stream-type",
    "6.7.3",
    &[
        required("name", STRING),
        optional("hashes", HASHES),
        optional("size", NON_NEGATIVE),
    ],
);

pub(super) static PDF: Shape = Shape::embedded(
    "pdf-ext",
    "6.7.4",
    &[
        optional("version", STRING),
        optional("is_optimized", BOOLEAN),
        optional(
            "document_info_dict",
            Kind::Dictionary(Keys::PdfEntry, Values::Strings),
        ),
        optional("pdfid0", STRING),
        optional("pdfid1", STRING),
    ],
)
.with_rules(&[Rule::AnyOwnProperty]);

pub(super) static RASTER_IMAGE: Shape = Shape::embedded(
    "raster-image-ext",
    "6.7.5",
    &[
        optional("image_height", INTEGER),
        optional("image_width", INTEGER),
        optional("bits_per_pixel", INTEGER),
        optional(
            "exif_tags",
            Kind::Dictionary(Keys::AsObserved, Values::IntegersOrStrings),
        ),
    ],
)
.with_rules(&[Rule::AnyOwnProperty]);

pub(super) static WINDOWS_PEBINARY: Shape = Shape::embedded(
    "windows-pebinary-ext",
    "6.7.6",
    &[
        required("pe_type", vocabulary(&vocab::PEBINARY_TYPE)),
        optional("imphash", STRING),
        optional("machine_hex", HEX),
        optional("number_of_sections", NON_NEGATIVE),
        optional("time_date_stamp", TIMESTAMP),
        optional("pointer_to_symbol_table_hex", HEX),
        optional("number_of_symbols", NON_NEGATIVE),
        optional("size_of_optional_header", NON_NEGATIVE),
        optional("characteristics_hex", HEX),
        optional("file_header_hashes", HASHES),
        optional("optional_header", Kind::Object(&WINDOWS_PE_OPTIONAL_HEADER)),
        optional("sections", Kind::List(&Kind::Object(&WINDOWS_PE_SECTION))),
    ],
)
.with_rules(&[Rule::Check(prose::pebinary_has_more_than_its_type)]);

static WINDOWS_PE_OPTIONAL_HEADER: Shape = Shape::embedded(
    "windows-pe-optional-header-type",
    "6.7.6",
    &[
        optional("magic_hex", HEX),
        optional("major_linker_version", INTEGER),
        optional("minor_linker_version", INTEGER),
        optional("size_of_code", NON_NEGATIVE),
        optional("size_of_initialized_data", NON_NEGATIVE),
        optional("size_of_uninitialized_data", NON_NEGATIVE),
        optional("address_of_entry_point", INTEGER),
        optional("base_of_code", INTEGER),
        optional("base_of_data", INTEGER),
        optional("image_base", INTEGER),
        optional("section_alignment", INTEGER),
        optional("file_alignment", INTEGER),
        optional("major_os_version", INTEGER),
        optional("minor_os_version", INTEGER),
        optional("major_image_version", INTEGER),
        optional("minor_image_version", INTEGER),
        optional("major_subsystem_version", INTEGER),
        optional("minor_subsystem_version", INTEGER),
        optional("win32_version_value_hex", HEX),
        optional("size_of_image", NON_NEGATIVE),
        optional("size_of_headers", NON_NEGATIVE),
        optional("checksum_hex", HEX),
        optional("subsystem_hex", HEX),
        optional("dll_characteristics_hex", HEX),
        optional("size_of_stack_reserve", NON_NEGATIVE),
        optional("size_of_stack_commit", NON_NEGATIVE),
        optional("size_of_heap_reserve", NON_NEGATIVE),
        optional("size_of_heap_commit", NON_NEGATIVE),
        optional("loader_flags_hex", HEX),
        optional("number_of_rva_and_sizes", INTEGER),
        optional("hashes", HASHES),
    ],
)
.with_rules(&[Rule::AnyOwnProperty]);

static WINDOWS_PE_SECTION: Shape = Shape::embedded(
    "windows-pe-section-type",
    "6.7.6",
    &[
        required("name", STRING),
        optional("size", NON_NEGATIVE),
        optional("entropy", FLOAT),
        optional("hashes", HASHES),
    ],
);

pub(super) static HTTP_REQUEST: Shape = Shape::embedded(
    "http-request-ext",
    "6.12.2",
    &[
        required("request_method", Kind::Form(Form::LowerCase)),
        required("request_value", STRING),
        optional("request_version", Kind::Form(Form::LowerCase)),
        optional(
            "request_header",
            Kind::Dictionary(Keys::HttpHeader, Values::StringLists),
        ),
        optional("message_body_length", INTEGER),
        optional("message_body_data_ref", ARTIFACT_REF),
    ],
);

pub(super) static ICMP: Shape = Shape::embedded(
    "icmp-ext",
    "6.12.3",
    &[
        required("icmp_type_hex", HEX),
        required("icmp_code_hex", HEX),
    ],
);

pub(super) static SOCKET: Shape = Shape::embedded(
    "socket-ext",
    "6.12.4",
    &[
        required("address_family", enumeration(&vocab::SOCKET_ADDRESS_FAMILY)),
        optional("is_blocking", BOOLEAN),
        optional("is_listening", BOOLEAN),
        optional(
            "options",
            Kind::Dictionary(Keys::SocketOption, Values::Integers),
        ),
        optional("socket_type", enumeration(&vocab::SOCKET_TYPE)),
        optional("socket_descriptor", NON_NEGATIVE),
        optional("socket_handle", INTEGER),
    ],
);

pub(super) static TCP: Shape = Shape::embedded(
    "tcp-ext",
    "6.12.5",
    &[
        optional("src_flags_hex", HEX),
        optional("dst_flags_hex", HEX),
    ],
)
.with_rules(&[Rule::AnyOwnProperty]);

pub(super) static WINDOWS_PROCESS: Shape = Shape::embedded(
    "windows-process-ext",
    "6.13.2",
    &[
        optional("aslr_enabled", BOOLEAN),
        optional("dep_enabled", BOOLEAN),
        optional("priority", Kind::Form(Form::Priority)),
        optional("owner_sid", STRING),
        optional("window_title", STRING),
        // The property table prints `windows_title`, the OASIS schemas have `window_title`.
        optional("windows_title", STRING),
        optional(
            "startup_info",
            Kind::Dictionary(Keys::AsObserved, Values::Any),
        ),
        optional("integrity_level", enumeration(&vocab::INTEGRITY_LEVEL)),
    ],
)
.with_rules(&[Rule::AnyOwnProperty]);

pub(super) static WINDOWS_SERVICE: Shape = Shape::embedded(
    "windows-service-ext",
    "6.13.3",
    &[
        optional("service_name", STRING),
        optional("descriptions", STRINGS),
        optional("display_name", STRING),
        optional("group_name", STRING),
        optional("start_type", enumeration(&vocab::SERVICE_START_TYPE)),
        optional("service_dll_refs", Kind::List(&reference(&["file"]))),
        optional("service_type", enumeration(&vocab::SERVICE_TYPE)),
        optional("service_status", enumeration(&vocab::SERVICE_STATUS)),
    ],
)
.with_rules(&[Rule::AnyOwnProperty]);

pub(super) static UNIX_ACCOUNT: Shape = Shape::embedded(
    "unix-account-ext",
    "6.16.2",
    &[
        optional("gid", INTEGER),
        optional("groups", STRINGS),
        optional("home_dir", STRING),
        optional("shell", STRING),
    ],
)
.with_rules(&[Rule::AnyOwnProperty]);
