module.exports = require("../shared/d008efc5c83638fd.js");
