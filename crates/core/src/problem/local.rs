//! Ways to fail on this computer: input, network permission, what is kept, the job itself.

super::codes! {
    /// Not the address of a printer. Args: `given`.
    ADDRESS_INVALID = "local.address_invalid", You, AfterFix;
    /// Not a mail address. Args: `given`.
    MAIL_ADDRESS_INVALID = "local.mail_address_invalid", You, AfterFix;
    /// No administrator's password was given and none can be asked for.
    PASSWORD_MISSING = "local.password_missing", You, AfterFix;
    /// The plan was shown, but nobody is there to agree to it: a decision of the person.
    CONFIRMATION_NEEDED = "local.confirmation_needed", You, AfterFix;
    /// Cancelled by the person. Args: `authorised` (`yes` where the printer was authorised but not saved).
    CANCELLED = "local.cancelled", You, Now;
    /// What the printer says now is not what the preview showed.
    PREVIEW_OUTDATED = "local.preview_outdated", You, Now;
    /// Another job runs on this printer already.
    PRINTER_IN_USE_HERE = "local.printer_in_use_here", Wait, Later;
    /// The configuration file cannot be read. Args: `path`. Detail: where and why.
    CONFIGURATION_INVALID = "local.configuration_invalid", You, AfterFix;
    /// The folder for what is kept cannot be used. Args: `path`.
    DATA_FOLDER_UNUSABLE = "local.data_folder_unusable", You, AfterFix;
    /// The journal of this printer cannot be read. Args: `path`.
    JOURNAL_UNREADABLE = "local.journal_unreadable", You, No;
    /// A file of Tegata's own (pins, preferences, fleet) is damaged or of a newer version. Args: `path`. Detail: where.
    KEPT_FILE_UNREADABLE = "local.kept_file_unreadable", You, AfterFix;
    /// There is nothing to restore for this printer.
    NOTHING_TO_RESTORE = "local.nothing_to_restore", You, No;
    /// No job on this printer was cut off. Args: `address`.
    NOTHING_TO_FINISH = "local.nothing_to_finish", You, No;
    /// This computer offers no keychain, or it is locked.
    KEYCHAIN_UNAVAILABLE = "local.keychain_unavailable", You, AfterFix;
    /// The system lets no multicast out: discovery is blocked, not empty.
    DISCOVERY_BLOCKED = "local.discovery_blocked", You, AfterFix;
    /// Discovery could not be started at all. Detail: what the system said.
    DISCOVERY_FAILED = "local.discovery_failed", You, AfterFix;
    /// A file could not be written. Args: `path`.
    FILE_NOT_WRITTEN = "local.file_not_written", You, AfterFix;
    /// No job has ended on this printer yet, so there is nothing to report.
    NOTHING_TO_REPORT = "local.nothing_to_report", You, No;
    /// A report's file name says no known shape. Args: `path`.
    REPORT_FORMAT_UNKNOWN = "local.report_format_unknown", You, AfterFix;
    /// The program met a condition its makers did not foresee.
    UNEXPECTED = "local.unexpected", Developers, No;
}
