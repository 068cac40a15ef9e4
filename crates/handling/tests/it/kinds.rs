//! Kinds a table runs over, listed by the compiler so that none can be left out.

/// Declares an enum of kinds with the name each has in the tables, and `ALL` of them.
macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident { $($kind:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($kind),* }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$kind),*];
            pub fn text(self) -> &'static str {
                match self { $(Self::$kind => $text),* }
            }
        }
    };
}
pub(crate) use kinds;
